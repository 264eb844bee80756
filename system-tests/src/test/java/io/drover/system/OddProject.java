package io.drover.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A small Zephyr project as a test wants it: cases are plain until the test changes them. */
final class OddProject {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long FIRST_CASE = 100_000;

    private final String key;
    private final Map<Integer, ObjectNode> cases = new LinkedHashMap<>();
    private final ArrayNode folders = JSON.arrayNode();
    private final ObjectNode quirks = JSON.objectNode();

    OddProject(String key) {
        this.key = key;
    }

    /** A project of so many cases without a folder. */
    static OddProject of(String key, int cases) {
        OddProject project = new OddProject(key);
        for (int number = 1; number <= cases; number++) {
            project.add(number);
        }
        return project;
    }

    String key() {
        return key;
    }

    OddProject folder(int id, String name, int index) {
        return folder(id, name, index, null);
    }

    OddProject folder(int id, String name, int index, @Nullable Integer parent) {
        folders.addObject()
                .put("id", id)
                .put("name", name)
                .put("index", index)
                .put("parentId", parent)
                .put("folderType", "TEST_CASE");
        return this;
    }

    /** One more case, with a step. */
    OddProject add(int number) {
        return add(number, FIRST_CASE + number);
    }

    /** @param id by which the cursor listing is sorted */
    OddProject add(int number, long id) {
        ObjectNode entry = JSON.objectNode();
        ObjectNode listed = entry.putObject("listed");
        listed.put("id", id)
                .put("key", key + "-T" + number)
                .put("name", "Case " + number)
                .put("objective", "<p>Objective " + number + "</p>")
                .putNull("precondition");
        listed.putObject("priority").put("id", 301);
        listed.putObject("status").put("id", 401);
        listed.putArray("labels");
        listed.putObject("customFields");
        listed.putObject("testScript")
                .put("self", "https://z.example/v2/testcases/" + key + "-T" + number + "/teststeps");
        entry.putArray("steps").add(step("Do " + number));
        cases.put((int) (id - FIRST_CASE), entry);
        return this;
    }

    static ObjectNode step(String description) {
        ObjectNode step = JSON.objectNode();
        step.put("id", description.hashCode() & 0xffff)
                .putObject("inline")
                .put("description", description)
                .put("expectedResult", "Done")
                .putObject("customFields");
        return step;
    }

    OddProject without(int number) {
        cases.remove(number);
        return this;
    }

    /** What a listing says of the case. */
    ObjectNode listed(int number) {
        return (ObjectNode) entry(number).path("listed");
    }

    /** Script, links, attachments, versions beside what is listed. */
    ObjectNode entry(int number) {
        return Objects.requireNonNull(cases.get(number), () -> "case " + number);
    }

    OddProject in(int number, int folder) {
        listed(number).putObject("folder").put("id", folder);
        return this;
    }

    OddProject field(int number, String name, JsonNode value) {
        ((ObjectNode) listed(number).path("customFields")).set(name, value);
        return this;
    }

    /** A form in which listings are given; see the sandbox's README. */
    OddProject listing(String name, String form) {
        quirks.withObjectProperty("listings").set(name, json(form));
        return this;
    }

    /** An answer to certain requests; see the sandbox's README. */
    OddProject answer(String answer) {
        quirks.withArrayProperty("answers").add(json(answer));
        return this;
    }

    ObjectNode json() {
        ObjectNode project = JSON.objectNode().put("key", key);
        project.putObject("project").put("id", 5).put("key", key).put("enabled", true);
        project.set("folders", folders);
        ArrayNode priorities = project.putArray("priorities");
        priorities.addObject().put("id", 301).put("name", "High");
        project.putArray("statuses")
                .addObject()
                .put("id", 401)
                .put("name", "Draft")
                .put("_type", "TEST_CASE");
        project.putArray("environments");
        ArrayNode all = project.putArray("testcases");
        cases.values().forEach(all::add);
        project.set("quirks", quirks);
        return project;
    }

    private static JsonNode json(String text) {
        return Api.parse(text.replace('\'', '"'));
    }
}
