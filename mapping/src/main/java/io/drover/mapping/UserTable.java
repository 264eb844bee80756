package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The section {@code users} of a mapping file: target user by source account, as an object, or as CSV (RFC 4180), which is what people
 * export from either system: a first line that names the columns, of which {@code source} and {@code target} count, and a line for each
 * account. One without a target is left to whoever reads the finding.
 */
final class UserTable {

    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    private UserTable() {}

    /** @throws ConnectorException of type USER, code {@code MAPPING_INVALID}, that names the line */
    static Map<String, String> of(JsonNode users) {
        Map<String, String> table = new LinkedHashMap<>();
        if (!users.isTextual()) {
            users.properties().forEach(e -> table.put(e.getKey(), e.getValue().asText()));
            return table;
        }
        List<List<String>> lines = lines(users.textValue());
        if (lines.isEmpty()) {
            return table;
        }
        int source = column(lines.getFirst(), SOURCE);
        int target = column(lines.getFirst(), TARGET);
        for (int i = 1; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            if (line.size() != lines.getFirst().size()) {
                throw invalid("row " + (i + 1) + " has " + line.size() + " values and the first row has "
                        + lines.getFirst().size());
            }
            String account = line.get(source).strip();
            String user = line.get(target).strip();
            if (!account.isEmpty() && !user.isEmpty() && !user.equals(table.getOrDefault(account, user))) {
                throw invalid("row " + (i + 1) + " names another user for " + account + " than a row before it");
            }
            if (!account.isEmpty() && !user.isEmpty()) {
                table.put(account, user);
            }
        }
        return table;
    }

    private static int column(List<String> names, String wanted) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).strip().equalsIgnoreCase(wanted)) {
                return i;
            }
        }
        throw invalid("the first row has to name the columns source and target, and has " + names);
    }

    /** Values by row; rows without any value are left out. */
    private static List<List<String>> lines(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        String csv = (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n") + "\n";
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                value.append('"');
                i++;
            } else if (c == '"' && (quoted || value.toString().isBlank())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                line.add(value.toString());
                value.setLength(0);
            } else if (c == '\n' && !quoted) {
                line.add(value.toString());
                value.setLength(0);
                if (line.stream().anyMatch(each -> !each.isBlank())) {
                    lines.add(line);
                }
                line = new ArrayList<>();
            } else {
                value.append(c);
            }
        }
        if (quoted) {
            throw invalid("a quotation mark is opened and never closed");
        }
        return lines;
    }

    private static ConnectorException invalid(String what) {
        return new ConnectorException(
                "MAPPING_INVALID", FailureType.USER, "The mapping cannot be used:\n- users: " + what + ".");
    }
}
