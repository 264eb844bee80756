package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One line of the Mattermost data as Zephyr would show it. What the line lacks is null, what it has empty is empty. */
record MattermostCase(ZephyrCase head, ZephyrScript.Steps script) {

    /** Ids of steps are not in the data; these stay clear of all others. */
    private static final long STEPS_PER_CASE = 1000;

    static MattermostCase render(JsonNode source, Set<String> fieldNames, Lookups lookups) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String name : fieldNames) {
            fields.put(name, field(source.path("customFields").path(name)));
        }
        ZephyrCase head = new ZephyrCase(
                id(source),
                source.path("id").asText(),
                source.path("name").asText(),
                source.path("createdOn").asText(),
                html(source, "objective"),
                html(source, "precondition"),
                null,
                strings(source.path("labels")),
                component(source, lookups),
                idOf(source.path("priority").asText(), lookups.priorities()),
                idOf(
                        source.path("status").asText(),
                        lookups.statuses().stream()
                                .filter(s -> s.type().equals("TEST_CASE"))
                                .map(Lookups.Status::value)
                                .toList()),
                folderId(source),
                null,
                false,
                fields,
                0);
        return new MattermostCase(head, new ZephyrScript.Steps(steps(source)));
    }

    static long id(JsonNode source) {
        return Long.parseLong(source.path("sourceId").asText());
    }

    static long folderId(JsonNode source) {
        return Long.parseLong(source.path("folderId").asText());
    }

    static long updatedAt(JsonNode source) {
        JsonNode updated = source.path("customFields").path("Last Updated");
        return Instant.parse((updated.isTextual() ? updated : source.path("createdOn")).asText())
                .toEpochMilli();
    }

    private static List<ZephyrScript.Step> steps(JsonNode source) {
        List<ZephyrScript.Step> steps = new ArrayList<>();
        for (JsonNode step : source.path("steps")) {
            long id = id(source) * STEPS_PER_CASE + steps.size();
            steps.add(
                    step.has("callTestCaseId")
                            ? new ZephyrScript.CallStep(
                                    id, step.path("callTestCaseId").asText(), List.of())
                            : new ZephyrScript.Inline(
                                    id,
                                    html(step, "description"),
                                    html(step, "testData"),
                                    html(step, "expectedResult"),
                                    Map.of()));
        }
        return List.copyOf(steps);
    }

    private static @Nullable String html(JsonNode of, String name) {
        JsonNode text = of.path(name);
        return text.isTextual() ? Markdown.toHtml(text.textValue()) : null;
    }

    private static @Nullable Object field(JsonNode value) {
        if (value.isArray()) {
            return strings(value);
        }
        return value.isTextual() ? value.textValue() : null;
    }

    private static List<String> strings(JsonNode values) {
        List<String> all = new ArrayList<>();
        values.forEach(value -> all.add(value.asText()));
        return List.copyOf(all);
    }

    private static long component(JsonNode source, Lookups lookups) {
        String name = source.path("component").asText("");
        if (name.isEmpty()) {
            return 0;
        }
        return lookups.components().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no component " + name + " in the data"))
                .id();
    }

    private static long idOf(String name, List<Lookups.Named> among) {
        return among.stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no '" + name + "' in the data"))
                .id();
    }

    /** @param config gives a file of the data by name */
    static Lookups lookups(Function<String, JsonNode> config) {
        List<Lookups.Status> statuses = new ArrayList<>();
        for (Lookups.Named named : named(config.apply("statuses.json"), "#f0ad4e")) {
            statuses.add(new Lookups.Status("TEST_CASE", named, false));
        }
        statuses.addAll(Lookups.otherStatuses(401_960));
        List<Lookups.Component> components = new ArrayList<>();
        for (JsonNode component : config.apply("components.json")) {
            components.add(new Lookups.Component(
                    component.path("id").longValue(), component.path("name").asText()));
        }
        return new Lookups(
                named(config.apply("priorities.json"), "#4bade8"),
                List.copyOf(statuses),
                named(config.apply("environments.json"), null),
                List.copyOf(components));
    }

    private static List<Lookups.Named> named(JsonNode values, @Nullable String color) {
        List<Lookups.Named> all = new ArrayList<>();
        for (JsonNode value : values) {
            String description = value.path("description").textValue();
            String ownColor = value.path("color").textValue();
            all.add(new Lookups.Named(
                    value.path("id").longValue(),
                    value.path("name").asText(),
                    description,
                    ownColor == null ? color : ownColor,
                    value.path("default").booleanValue()));
        }
        return List.copyOf(all);
    }
}
