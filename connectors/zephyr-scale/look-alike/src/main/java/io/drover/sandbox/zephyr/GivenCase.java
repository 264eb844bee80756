package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A case as somebody gave it.
 *
 * @param id what {@code nextgen} sorts by; 0 when the case has no such number
 * @param listed the case as it is listed
 * @param versions as they are listed, the newest first
 * @param older older versions as whole cases, by number
 */
record GivenCase(
        long id,
        String key,
        JsonNode listedTree,
        byte[] listed,
        ServedProject.Script script,
        Optional<byte[]> links,
        List<byte[]> attachments,
        List<byte[]> versions,
        Map<String, byte[]> older) {

    /** @param entry {@code listed}, {@code steps}, {@code script}, {@code links} and so on */
    static GivenCase of(byte[] entry) throws IOException {
        Map<String, byte[]> parts = RawJson.object(entry);
        byte[] listed = parts.get("listed");
        if (listed == null) {
            throw new IOException("a test case has no \"listed\"");
        }
        JsonNode tree = RawJson.tree(listed);
        Map<String, byte[]> properties = tree.isObject() ? RawJson.object(listed) : Map.of();
        String key = tree.path("key").asText();
        Optional<byte[]> older = given(parts, "older");
        return new GivenCase(
                tree.path("id").asLong(),
                key,
                tree,
                listed,
                script(parts),
                Optional.ofNullable(parts.getOrDefault("links", properties.get("links"))),
                array(parts, "attachments"),
                parts.containsKey("versions")
                        ? array(parts, "versions")
                        : List.of(version(tree.path("id").toString(), key)),
                older.isPresent() ? RawJson.object(older.get()) : Map.of());
    }

    /** The case after somebody has set these fields. */
    GivenCase with(ObjectNode set) {
        ObjectNode edited = ((ObjectNode) listedTree.deepCopy()).setAll(set.deepCopy());
        byte[] bytes = edited.toString().getBytes(StandardCharsets.UTF_8);
        return new GivenCase(id, key, edited, bytes, script, links, attachments, versions, older);
    }

    private static byte[] version(String id, String key) {
        String self = "/testcases/" + key + "/versions/1";
        return ("{\"id\":" + (id.isEmpty() ? "null" : id) + ",\"self\":\"" + self + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ServedProject.Script script(Map<String, byte[]> parts) throws IOException {
        Optional<byte[]> script = given(parts, "script");
        if (script.isPresent()) {
            String type = RawJson.tree(script.get()).path("type").asText();
            return new ServedProject.Script.Text(type, script.get());
        }
        Optional<byte[]> missing = given(parts, "steps404");
        if (missing.isPresent() && RawJson.tree(missing.get()).asBoolean()) {
            return new ServedProject.Script.Missing();
        }
        return new ServedProject.Script.Steps(ListRows.of(array(parts, "steps")));
    }

    private static List<byte[]> array(Map<String, byte[]> parts, String name) throws IOException {
        Optional<byte[]> array = given(parts, name);
        return array.isPresent() ? RawJson.array(array.get()) : List.of();
    }

    /** What is there and not null. */
    private static Optional<byte[]> given(Map<String, byte[]> parts, String name) {
        return Optional.ofNullable(parts.get(name)).filter(value -> value[0] != 'n');
    }

    Optional<byte[]> attachment(String attachmentId) {
        for (byte[] attachment : attachments) {
            try {
                JsonNode tree = RawJson.tree(attachment);
                if (tree.path("id").asText().equals(attachmentId)) {
                    String text = "attachment " + tree.path("name").asText() + " of " + key + "\n";
                    return Optional.of(text.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new IllegalStateException("an attachment that is no JSON any more", e);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "GivenCase[" + key + "]";
    }
}
