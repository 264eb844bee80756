package com.example.csv;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One line of the file.
 *
 * @param fields every column that has no place of its own, by its heading
 */
record CsvRow(
        String id,
        String folder,
        String name,
        String description,
        String precondition,
        List<Step> steps,
        Map<String, String> fields) {

    /** The entity types. */
    static final String FOLDER = "folder";

    static final String TEST_CASE = "testcase";

    /** Headings that have a place of their own. */
    private static final Set<String> PLACES = Set.of("Id", "Folder", "Name", "Description", "Precondition", "Steps");

    /** One line of the column Steps: {@code action => expected}. */
    record Step(String action, String expected) {}

    static CsvRow of(Map<String, String> line) {
        Map<String, String> fields = new LinkedHashMap<>(line);
        fields.keySet().removeAll(PLACES);
        return new CsvRow(
                text(line, "Id"),
                text(line, "Folder"),
                text(line, "Name"),
                text(line, "Description"),
                text(line, "Precondition"),
                text(line, "Steps")
                        .lines()
                        .filter(step -> !step.isBlank())
                        .map(CsvRow::step)
                        .toList(),
                fields);
    }

    ObjectNode toNode() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", name).put("folder", folder);
        node.put("description", description).put("precondition", precondition);
        ArrayNode array = node.putArray("steps");
        steps.forEach(step -> array.addObject().put("action", step.action()).put("expected", step.expected()));
        ObjectNode values = node.putObject("fields");
        fields.forEach(values::put);
        return node;
    }

    private static Step step(String line) {
        int arrow = line.indexOf("=>");
        return arrow < 0
                ? new Step(line.strip(), "")
                : new Step(
                        line.substring(0, arrow).strip(),
                        line.substring(arrow + 2).strip());
    }

    private static String text(Map<String, String> line, String heading) {
        return line.getOrDefault(heading, "").strip();
    }
}
