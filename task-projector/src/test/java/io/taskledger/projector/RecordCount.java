package io.taskledger.projector;

import io.taskledger.broker.BrokerExtension;
import io.taskledger.contract.topics.Topic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a creator's tasks have come to, counted from the topics' JSON alone, a second time and by other means than the view's. */
final class RecordCount {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Task> tasks = new ArrayList<>();

    /** One task's records. */
    private record Task(List<JsonNode> events, BigInteger toCreator, String currency) {

        @Nullable
        JsonNode first(String type) {
            return events.stream()
                    .filter(event -> event.path("type").asString().equals("taskledger." + type + ".v1"))
                    .findFirst()
                    .orElse(null);
        }

        JsonNode published() {
            return events.getFirst().path("data");
        }

        /** Who accepted; before that who was invited; empty for nobody. */
        String creator() {
            JsonNode accepted = first("TaskAccepted");
            return (accepted == null ? published() : accepted.path("data"))
                    .path("creatorId")
                    .asString("");
        }

        boolean accepted() {
            return first("TaskAccepted") != null;
        }

        boolean completed() {
            return first("TaskCompleted") != null;
        }

        boolean cancelled(String field, String... values) {
            JsonNode cancelled = first("TaskCancelled");
            return cancelled != null
                    && List.of(values)
                            .contains(cancelled.path("data").path(field).asString());
        }

        /** Null without an upload. */
        @Nullable
        Long msToUpload() {
            JsonNode accepted = first("TaskAccepted");
            JsonNode uploaded = first("VideoUploaded");
            return accepted == null || uploaded == null
                    ? null
                    : Duration.between(time(accepted), time(uploaded)).toMillis();
        }

        private static Instant time(JsonNode event) {
            return Instant.parse(event.path("time").asString());
        }
    }

    RecordCount(BrokerExtension broker) {
        Map<String, JsonNode> settlements = new HashMap<>();
        read(broker, Topic.SETTLEMENTS)
                .forEach(one -> settlements.put(one.path("subject").asString(), one.path("data")));
        Map<String, List<JsonNode>> events = new TreeMap<>();
        read(broker, Topic.EVENTS)
                .forEach(event -> events.computeIfAbsent(event.path("subject").asString(), id -> new ArrayList<>())
                        .add(event));
        events.forEach((id, life) -> {
            JsonNode settlement = settlements.get(id);
            tasks.add(
                    settlement == null
                            ? new Task(life, BigInteger.ZERO, "")
                            : new Task(
                                    life,
                                    settlement.path("toCreatorMinor").bigIntegerValue(),
                                    settlement.path("currency").asString()));
        });
    }

    private static List<JsonNode> read(BrokerExtension broker, Topic topic) {
        return broker.read(topic.topicName()).stream()
                .map(record -> JSON.readTree(record.value()))
                .toList();
    }

    /** As the answer has it, in the field of that kind of tasks. */
    JsonNode of(String creatorId, String kind) {
        List<Task> all = tasks.stream()
                .filter(task -> task.creator().equals(creatorId))
                .filter(task -> task.published().path("kind").asString().equals(kind))
                .toList();
        List<Task> accepted = all.stream().filter(Task::accepted).toList();
        List<Task> invited = all.stream().filter(task -> !task.accepted()).toList();
        Map<String, Object> count = new HashMap<>();
        count.put("accepted", accepted.size());
        long completed = accepted.stream().filter(Task::completed).count();
        count.put("completed", completed);
        long creators = accepted.stream()
                .filter(task -> task.cancelled("attributableTo", "CREATOR"))
                .count();
        count.put("cancelledByCreator", creators);
        long clients = accepted.stream()
                .filter(task -> task.cancelled("attributableTo", "CLIENT"))
                .count();
        count.put("cancelledByClient", clients);
        long others = accepted.stream()
                .filter(task -> task.cancelled("attributableTo", "PLATFORM", "MUTUAL"))
                .count();
        count.put("cancelledOtherwise", others);
        count.put(
                "declinedInvitations",
                invited.stream()
                        .filter(task -> task.cancelled("cause", "DECLINED"))
                        .count());
        count.put(
                "expiredInvitations",
                invited.stream()
                        .filter(task -> task.cancelled("cause", "ACCEPTANCE_TIMEOUT"))
                        .count());
        long over = completed + creators + clients + others;
        if (over > 0) {
            count.put(
                    "completionRate",
                    BigDecimal.valueOf(completed)
                            .divide(BigDecimal.valueOf(over), 4, RoundingMode.DOWN)
                            .stripTrailingZeros());
        }
        Long median = medianSeconds(accepted);
        if (median != null) {
            count.put("medianSecondsToFirstUpload", median);
        }
        count.put("income", income(accepted));
        return JSON.readTree(JSON.writeValueAsString(count));
    }

    private static @Nullable Long medianSeconds(List<Task> accepted) {
        List<Long> ms = new ArrayList<>();
        for (Task task : accepted) {
            Long one = task.msToUpload();
            if (one != null) {
                ms.add(one);
            }
        }
        ms.sort(null);
        return ms.isEmpty() ? null : (ms.get((ms.size() - 1) / 2) + ms.get(ms.size() / 2)) / 2_000;
    }

    private static List<Map<String, Object>> income(List<Task> accepted) {
        Map<String, BigInteger> sums = new TreeMap<>();
        accepted.stream()
                .filter(task -> task.toCreator().signum() > 0)
                .forEach(task -> sums.merge(task.currency(), task.toCreator(), BigInteger::add));
        List<Map<String, Object>> income = new ArrayList<>();
        sums.forEach((currency, amount) -> income.add(Map.of("currency", currency, "amountMinor", amount)));
        return income;
    }
}
