package io.taskledger.audit;

import io.taskledger.audit.Findings.Offender;
import io.taskledger.audit.Findings.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found, as text for people and as JSON for programs. */
final class Report {

    private final Auditor.Outcome outcome;

    Report(Auditor.Outcome outcome) {
        this.outcome = outcome;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        outcome.records()
                .forEach((topic, count) -> text.append(String.format("%-22s %,14d records%n", topic.topic, count)));
        text.append(String.format("%-22s %,14d%n", "tasks", outcome.tasks()));
        text.append(
                outcome.hasCreators()
                        ? String.format("%-22s %,14d%n%n", "creators", outcome.creators())
                        : String.format("There are no topics of creators: only tasks were audited.%n%n"));
        text.append(String.format("    %-64s %14s %10s %10s%n", "invariant", "checked", "not judged", "violations"));
        for (Invariant invariant : Invariant.values()) {
            Tally tally = outcome.findings().of(invariant);
            text.append(String.format(
                    "%3d %-64s %,14d %,10d %,10d%n",
                    invariant.number, invariant.title, tally.checked(), tally.notJudged(), tally.violations()));
        }
        text.append(String.format(
                "%n    %-10s %22s %22s %22s %22s%n", "currency", "held", "ended", "to creators", "to clients"));
        outcome.money()
                .sums()
                .forEach((currency, sums) -> text.append(String.format(
                        "    %-10s %,22d %,22d %,22d %,22d%n",
                        currency, sums.held(), sums.ended(), sums.toCreators(), sums.toClients())));
        offenders(text);
        String verdict = holds() ? "All invariants hold." : outcome.findings().violations() + " violations.";
        return text.append(String.format("%n%s%n", verdict)).toString();
    }

    private void offenders(StringBuilder text) {
        for (Invariant invariant : Invariant.values()) {
            List<Offender> first = outcome.findings().of(invariant).first();
            if (!first.isEmpty()) {
                text.append(String.format("%n%d %s:%n", invariant.number, invariant.title));
            }
            for (Offender offender : first) {
                text.append(
                        String.format("    %s  %s  %s%n", offender.record(), offender.subject(), offender.message()));
            }
        }
    }

    boolean holds() {
        return outcome.findings().violations() == 0;
    }

    byte[] json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("holds", outcome.findings().violations() == 0);
        report.put("violations", outcome.findings().violations());
        report.put("tasks", outcome.tasks());
        if (outcome.hasCreators()) {
            report.put("creators", outcome.creators());
        }
        Map<String, Long> records = new LinkedHashMap<>();
        outcome.records().forEach((topic, count) -> records.put(topic.topic, count));
        report.put("records", records);
        List<Object> invariants = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            Tally tally = outcome.findings().of(invariant);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("number", invariant.number);
            one.put("name", invariant.name());
            one.put("title", invariant.title);
            one.put("checked", tally.checked());
            one.put("notJudged", tally.notJudged());
            one.put("violations", tally.violations());
            one.put("first", tally.first());
            invariants.add(one);
        }
        report.put("invariants", invariants);
        Map<String, Object> money = new LinkedHashMap<>();
        outcome.money()
                .sums()
                .forEach((currency, sums) -> money.put(
                        currency,
                        Map.of(
                                "heldMinor", sums.held(),
                                "endedMinor", sums.ended(),
                                "toCreatorsMinor", sums.toCreators(),
                                "toClientsMinor", sums.toClients())));
        report.put("money", money);
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(report);
    }
}
