package io.drover.paths.zephyrqtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.mapping.CleanText;
import io.drover.mapping.Cycle;
import io.drover.mapping.Findings;
import io.drover.mapping.Html;
import io.drover.mapping.Relinker;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites modules and test cases whose references cannot stay: nothing of them is lost, but what was a reference becomes text, and a
 * module goes to the top.
 */
final class QTestRelinker implements Relinker {

    private static final int MEMBERS_TOLD = 20;

    @Override
    public Record withoutMissing(Record record, Predicate<String> missing, Consumer<Finding> findings) {
        Findings about = new Findings(record.entityType(), record.id(), findings);
        return record.entityType().equals(TargetModule.TYPE)
                ? orphan(record, about)
                : namingMissing(record, missing, about);
    }

    @Override
    public Cycle cycle() {
        return new Circle();
    }

    /** Modules that contain each other stay below the first of them; test cases that call each other get the called steps. */
    private static final class Circle implements Cycle {

        private final SortedMap<String, List<TargetStep>> members = new TreeMap<>();

        @Override
        public void add(Record member) {
            members.put(member.id(), steps(member));
        }

        @Override
        public Record broken(Record member, Consumer<Finding> findings) {
            Findings about = new Findings(member.entityType(), member.id(), findings);
            String circle = String.join(
                    " ↔ ", members.keySet().stream().limit(MEMBERS_TOLD).toList());
            if (!member.entityType().equals(TargetModule.TYPE)) {
                about.warning(
                        "CALL_CYCLE_FLATTENED",
                        null,
                        circle,
                        "test cases that call each other cannot be loaded as calls; the called steps replace the calls");
                return opened(member, members, about);
            }
            if (!member.id().equals(members.firstKey())) {
                return member;
            }
            about.warning(
                    "FOLDER_CYCLE_BROKEN",
                    "Folder",
                    circle,
                    "folders that contain each other: this one goes to the top");
            return top(member);
        }
    }

    /** The steps of a record; none of a folder. */
    private static List<TargetStep> steps(Record record) {
        return record.entityType().equals(TargetModule.TYPE)
                ? List.of()
                : TargetCase.of(record.body()).steps();
    }

    private static Record orphan(Record record, Findings about) {
        about.warning(
                "PARENT_FOLDER_MISSING",
                "Folder",
                Ref.in(record.body()).stream().map(Ref::id).findFirst().orElse(""),
                "its folder was not moved; it is put at the top");
        return top(record);
    }

    private static Record top(Record record) {
        TargetModule module = TargetModule.of(record.body());
        return record.with(new TargetModule(module.name(), module.origin(), null, module.order()).toNode());
    }

    private static Record opened(Record record, SortedMap<String, List<TargetStep>> cycle, Findings about) {
        CalledSteps called = new CalledSteps(record.id(), cycle);
        if (called.isFull()) {
            about.warning(
                    "CALL_CYCLE_CUT",
                    null,
                    called.steps().size() + " steps",
                    "the circle has so many ways that not all of them are opened; some steps name the called test case only");
        }
        return with(record, called.steps());
    }

    private static Record namingMissing(Record record, Predicate<String> missing, Findings about) {
        Set<String> gone = new LinkedHashSet<>();
        List<TargetStep> steps = new ArrayList<>();
        for (TargetStep step : steps(record)) {
            String called = called(step.calls());
            if (called.isEmpty() || !missing.test(called)) {
                steps.add(step);
            } else {
                gone.add(called);
                steps.add(asText(step, called, "which was not moved"));
            }
        }
        gone.forEach(called -> about.warning(
                "CALLED_CASE_MISSING", null, called, "the called test case was not moved; the step names it as text"));
        return with(record, steps);
    }

    private static Record with(Record record, List<TargetStep> steps) {
        TargetCase testCase = TargetCase.of(record.body());
        ObjectNode body = new TargetCase(
                        testCase.name(),
                        testCase.description(),
                        testCase.precondition(),
                        testCase.parent(),
                        testCase.fields(),
                        steps,
                        testCase.order())
                .toNode();
        return record.with(body);
    }

    static TargetStep asText(TargetStep step, String called, String why) {
        String text = "Call of test case " + Html.ofPlain(CleanText.of(called)) + " (" + why + ")";
        return new TargetStep(Html.below(text, step.description()), step.expected(), null);
    }

    /** The id of the test case that a step calls, empty when it calls none. */
    static String called(@Nullable JsonNode calls) {
        return calls == null ? "" : Ref.of(calls).map(Ref::id).orElse("");
    }
}
