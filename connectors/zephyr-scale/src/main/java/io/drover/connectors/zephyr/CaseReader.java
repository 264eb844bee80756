package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.testing.Kinds;
import io.drover.spi.testing.Script;
import io.drover.spi.testing.TestCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a record of a listed test case: adds its script, names for ids. Safe to use from several threads. */
final class CaseReader {

    private final Names names;
    private final ScriptReader scripts;
    private final RecordSink sink;

    CaseReader(Names names, ScriptReader scripts, RecordSink sink) {
        this.names = names;
        this.scripts = scripts;
        this.sink = sink;
    }

    void read(JsonNode listed) {
        String key = listed.path("key").asText("");
        if (key.isEmpty()) {
            String id = listed.path("id").asText("");
            sink.finding(new Finding(
                    "RECORD_UNREADABLE",
                    Severity.ERROR,
                    Kinds.TEST_CASE,
                    id,
                    "Key",
                    null,
                    "Zephyr Scale lists a test case without a key; open the case with this id there."));
            return;
        }
        Optional<Script> script = scripts.read(key, listed);
        Optional<Names.Name> component = names.component(listed);
        script.ifPresent(s -> sink.record(
                new Record(Kinds.TEST_CASE, key, body(listed, s, component).toNode())));
        component
                .filter(name -> !name.known())
                .ifPresent(
                        name -> sink.finding(
                                new Finding(
                                        "COMPONENT_NAME_UNKNOWN",
                                        Severity.INFO,
                                        Kinds.TEST_CASE,
                                        key,
                                        "Component",
                                        name.text(),
                                        "Zephyr Scale gives the id of a Jira component only. Give names in componentNames, or set jiraUrl.")));
    }

    private TestCase body(JsonNode listed, Script script, Optional<Names.Name> component) {
        List<String> labels = new ArrayList<>();
        listed.path("labels").forEach(label -> labels.add(label.asText()));
        Map<String, JsonNode> custom = new LinkedHashMap<>();
        listed.path("customFields").properties().forEach(e -> custom.put(e.getKey(), e.getValue()));
        JsonNode time = listed.path("estimatedTime");
        return new TestCase(
                listed.path("name").asText(""),
                text(listed, "objective"),
                text(listed, "precondition"),
                text(listed.path("folder"), "id"),
                labels,
                names.priority(listed).orElse(null),
                names.status(listed).orElse(null),
                component.map(Names.Name::text).orElse(null),
                text(listed.path("owner"), "accountId"),
                time.isNumber() ? time.longValue() : null,
                text(listed, "createdOn"),
                custom,
                script);
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }
}
