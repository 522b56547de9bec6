package io.taskledger.simulation;

import io.taskledger.audit.Auditor;
import io.taskledger.audit.Creators;
import io.taskledger.audit.Invariant;
import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorEventEnvelope;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.EventEnvelope;
import io.taskledger.contract.Identifier.CreatorId;
import io.taskledger.contract.Identifier.McnId;
import io.taskledger.contract.Status;
import io.taskledger.contract.topics.Topic;
import io.taskledger.contract.wire.CreatorEventWire;
import io.taskledger.contract.wire.EventWire;
import io.taskledger.projector.view.CreatorView;
import io.taskledger.projector.view.Gap;
import io.taskledger.projector.view.TaskView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;

/** What is wrong with a history that has come to rest: by the auditor's rules, and by what else must hold then. */
final class Judgement {

    private static final String DEADLINES = "deadlines";

    private final World world;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, TaskView> views = new HashMap<>();
    private final Map<String, CreatorView> creators = new HashMap<>();

    private Judgement(World world) {
        this.world = world;
        violations.addAll(world.violations());
    }

    static List<String> of(World world) {
        Judgement judgement = new Judgement(world);
        judgement.audit();
        judgement.fold();
        judgement.compareAnswers();
        judgement.compareAnswersAboutCreators();
        world.deciders().forEach(judgement::compareDeadlines);
        return judgement.violations;
    }

    private void audit() {
        Auditor.Outcome outcome;
        try {
            Creators mode = Creators.valueOf(world.mode().name());
            outcome = new Auditor(new AuditedLog(world.broker()), false, mode, null, (p, ps, r, t, v) -> {}).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        for (Invariant invariant : Invariant.values()) {
            outcome.findings()
                    .of(invariant)
                    .first()
                    .forEach(offender -> violations.add(invariant + ": " + offender.record() + " " + offender.subject()
                            + ": " + offender.message()));
        }
    }

    private void fold() {
        try {
            for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
                for (byte[] value : written(Topic.EVENTS, partition)) {
                    EventEnvelope event = EventWire.read(value);
                    views.compute(event.taskId().value(), (task, before) -> TaskView.fold(before, event));
                }
                for (byte[] value : written(Topic.CREATOR_EVENTS, partition)) {
                    CreatorEventEnvelope event = CreatorEventWire.read(value);
                    creators.compute(event.creatorId().value(), (id, before) -> CreatorView.fold(before, event));
                }
            }
        } catch (Gap gap) {
            violations.add("view: " + gap.getMessage());
        }
    }

    private List<byte[]> written(Topic topic, int partition) {
        return world.broker().log(topic, partition).read(0, Integer.MAX_VALUE, false).stream()
                .map(record -> Objects.requireNonNull(record.value()))
                .toList();
    }

    /** The latest answer says what the decider holds; the view must hold the same, and nothing may be overdue. */
    private void compareAnswers() {
        Map<String, CommandResult> answers = world.upstream().listen();
        Instant now = Instant.ofEpochMilli(world.broker().nowMs());
        views.forEach((task, view) -> {
            CommandResult answer = answers.get(task);
            if (answer == null
                    || answer.status() != view.status()
                    || !answer.allowedCommands().equals(view.allowedCommands())) {
                violations.add("view: " + task + " is not what its last answer says: " + view + ", but " + answer);
            }
            TaskView.PendingCancellation pending = view.pending();
            boolean late = (view.status() == Status.PUBLISHED
                            && !Objects.requireNonNull(view.acceptBy()).isAfter(now))
                    || (pending != null
                            && !pending.escalated()
                            && !pending.confirmBy().isAfter(now));
            if (late) {
                violations.add("timer: " + task + " is overdue, and nobody has asked");
            }
        });
    }

    /** Alike; only the latest answer knows whether it was written down that a ban is over. */
    private void compareAnswersAboutCreators() {
        Map<String, CommandResult> answers = world.upstream().listen();
        Instant now = Instant.ofEpochMilli(world.broker().nowMs());
        creators.forEach((id, view) -> {
            CommandResult answer = answers.get(id);
            CreatorStanding standing = answer == null ? null : answer.standing();
            if (answer == null || standing == null || !standing(view).equals(standing)) {
                violations.add("view: " + id + " is not what its last answer says: " + view + ", but " + answer);
                return;
            }
            Instant until = view.bannedUntil();
            boolean mayBeLifted = Objects.requireNonNull(
                            answer.allowedCommands().get(Role.TIMER))
                    .contains(CreatorCommandType.LIFT_EXPIRED_BAN);
            if (mayBeLifted && until != null && !until.isAfter(now)) {
                violations.add("timer: the ban of " + id + " is over, and nobody has asked");
            }
        });
    }

    private static CreatorStanding standing(CreatorView view) {
        return new CreatorStanding(
                new CreatorId(view.creatorId()),
                view.version(),
                view.status(),
                view.application().kind(),
                view.mcnId() == null ? null : new McnId(view.mcnId()),
                view.bans());
    }

    /** What is folded from the log asks for the same at the same times. */
    private void compareDeadlines(Service decider) {
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            Map<Bytes, byte[]> log = decider.folded(partition).changelogs().getOrDefault(DEADLINES, Map.of());
            Map<Bytes, byte[]> held = decider.kept().store(partition, DEADLINES);
            if (!times(held).equals(times(log))) {
                violations.add("deadlines: " + decider + ", partition " + partition + " holds " + times(held)
                        + ", but the log gives " + times(log));
            }
        }
    }

    /** Without the mark of one byte that every store has. */
    private static List<Bytes> times(Map<Bytes, byte[]> deadlines) {
        return deadlines.keySet().stream()
                .filter(key -> key.get().length > 1)
                .sorted()
                .toList();
    }
}
