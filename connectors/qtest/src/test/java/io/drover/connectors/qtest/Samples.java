package io.drover.connectors.qtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.spi.LoadItem;
import io.drover.spi.Record;
import io.drover.spi.Target;
import io.drover.testkit.Loads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as the mapping writes them. */
final class Samples {

    private Samples() {}

    static Record module(String originId, String name, @Nullable String parentId) {
        return new Record(
                TargetModule.TYPE,
                originId,
                new TargetModule(
                                name, "Zephyr folder " + originId, parentId == null ? null : TextNode.valueOf(parentId))
                        .toNode());
    }

    /** A module in the target, for test cases to live in. */
    static String parent(Target target, String originId) {
        Loads loads = Loads.owning();
        target.load(List.of(new LoadItem(module(originId, "Module " + originId, null), null)), loads);
        return loads.loaded().getFirst().targetId();
    }

    /** Uses every type of field; texts with what breaks careless code. */
    static Record testCase(String originId, @Nullable String parentId) {
        return testCase(originId, parentId, Map.of(), List.of());
    }

    /** @param more fields that win over the usual ones */
    static Record testCase(
            String originId, @Nullable String parentId, Map<String, JsonNode> more, List<TargetStep> moreSteps) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("Zephyr Key", TextNode.valueOf(originId));
        fields.put("Status", TextNode.valueOf("In Progress"));
        fields.put("Type", TextNode.valueOf("Manual"));
        fields.put("Priority", TextNode.valueOf("High"));
        fields.put("Automation", TextNode.valueOf("No"));
        fields.put("Labels", labels("api", "slow"));
        fields.put("Reviewed On", TextNode.valueOf("2020-02-29"));
        fields.put("Reviewed At", TextNode.valueOf("2026-06-30T12:30:00Z"));
        fields.put("Automated", TextNode.valueOf("true"));
        fields.put("Minutes", TextNode.valueOf("12.50"));
        fields.put("Notes", TextNode.valueOf("<p>a &lt; b<br>ж 😀</p>"));
        fields.put("Team", TextNode.valueOf("Red"));
        fields.putAll(more);
        List<TargetStep> steps = new ArrayList<>(List.of(
                new TargetStep("<b>Open</b> \"it\"", "It's open", null),
                new TargetStep("", "", null),
                new TargetStep("Close\n", "  closed", null)));
        steps.addAll(moreSteps);
        return new Record(
                TargetCase.TYPE,
                originId,
                new TargetCase(
                                "Case " + originId + " <&> 'quoted'",
                                "<p>Objective of " + originId + "</p>",
                                "",
                                parentId == null ? null : TextNode.valueOf(parentId),
                                fields,
                                steps)
                        .toNode());
    }

    static ArrayNode labels(String... labels) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        for (String label : labels) {
            node.add(label);
        }
        return node;
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
