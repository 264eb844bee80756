package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.spi.testing.Kinds;
import io.drover.spi.testing.TargetCase;
import io.drover.spi.testing.TargetModule;
import io.drover.spi.testing.TargetStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rewrites records whose references cannot stay: nothing of them is lost, but what was a reference becomes text. */
final class Relinker {

    private final Predicate<String> missing;
    private final Consumer<Finding> findings;

    /** @param missing whether no record has this id */
    Relinker(Predicate<String> missing, Consumer<Finding> findings) {
        this.missing = missing;
        this.findings = findings;
    }

    /** Rewrites references to records that do not exist. */
    Record withoutMissing(Record record) {
        Findings about = new Findings(record.kind(), record.id(), findings);
        return record.kind().equals(Kinds.FOLDER) ? orphan(record, about) : rewritten(record, Map.of(), about);
    }

    /**
     * Rewrites the records of one cycle so that none refers to another.
     *
     * @param cycle records by id
     */
    List<Record> withoutCycle(Map<String, Record> cycle) {
        if (cycle.values().iterator().next().kind().equals(Kinds.FOLDER)) {
            return List.of(breakingFolder(cycle));
        }
        return cycle.values().stream()
                .map(record -> {
                    Findings about = new Findings(record.kind(), record.id(), findings);
                    about.warning(
                            "CALL_CYCLE_FLATTENED",
                            null,
                            String.join(" ↔ ", cycle.keySet()),
                            "test cases that call each other cannot be loaded as calls; the called steps stand in their place");
                    return rewritten(record, cycle, about);
                })
                .toList();
    }

    /** A cycle of folders is broken at one place; the other folders stay below that one. */
    private Record breakingFolder(Map<String, Record> cycle) {
        Record first = cycle.values().iterator().next();
        new Findings(first.kind(), first.id(), findings)
                .warning(
                        "FOLDER_CYCLE_BROKEN",
                        "Folder",
                        String.join(" ↔ ", cycle.keySet()),
                        "folders that contain each other: this one goes to the top");
        return top(first);
    }

    private Record orphan(Record record, Findings about) {
        about.warning(
                "PARENT_FOLDER_MISSING",
                "Folder",
                Ref.in(record.body()).stream().map(Ref::id).findFirst().orElse(""),
                "the folder that it is in was not handed on; it goes to the top");
        return top(record);
    }

    private static Record top(Record record) {
        TargetModule module = TargetModule.of(record.body());
        return new Record(record.kind(), record.id(), new TargetModule(module.name(), module.origin(), null).toNode());
    }

    private Record rewritten(Record record, Map<String, Record> cycle, Findings about) {
        TargetCase testCase = TargetCase.of(record.body());
        List<TargetStep> steps = new ArrayList<>();
        for (TargetStep step : testCase.steps()) {
            String called = called(step.calls());
            Record callee = called.isEmpty() || called.equals(record.id()) ? null : cycle.get(called);
            if (callee == null) {
                steps.add(text(step, called, cycle, about));
            } else {
                inline(step, callee, cycle, about, steps);
            }
        }
        ObjectNode body = new TargetCase(
                        testCase.name(),
                        testCase.description(),
                        testCase.precondition(),
                        testCase.parent(),
                        testCase.fields(),
                        steps)
                .toNode();
        return new Record(record.kind(), record.id(), body);
    }

    private void inline(
            TargetStep call, Record callee, Map<String, Record> cycle, Findings about, List<TargetStep> steps) {
        List<TargetStep> own = TargetCase.of(callee.body()).steps();
        if (own.isEmpty() || !call.description().isBlank() || !call.expected().isBlank()) {
            steps.add(asText(call, callee.id(), "its steps follow"));
        }
        own.forEach(step -> steps.add(text(step, called(step.calls()), cycle, about)));
    }

    /** The step as it is, unless what it calls is missing or in the cycle. */
    private TargetStep text(TargetStep step, String called, Map<String, Record> cycle, Findings about) {
        if (called.isEmpty()) {
            return step;
        }
        if (cycle.containsKey(called)) {
            return asText(step, called, "not repeated here, since it leads back to this test case");
        }
        if (missing.test(called)) {
            about.warning(
                    "CALLED_CASE_MISSING",
                    null,
                    called,
                    "the called test case was not handed on; the step names it as text");
            return asText(step, called, "which was not moved");
        }
        return step;
    }

    private static TargetStep asText(TargetStep step, String called, String why) {
        String text = "Call of test case " + Html.escape(called) + " (" + why + ")";
        return new TargetStep(Html.below(text, step.description()), step.expected(), null);
    }

    private static String called(@Nullable JsonNode calls) {
        return calls == null ? "" : Ref.of(calls).map(Ref::id).orElse("");
    }
}
