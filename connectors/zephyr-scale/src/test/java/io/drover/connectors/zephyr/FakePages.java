package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.zephyr.FakeZephyr.Answer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The forms that pages take. As it is, it keeps to the documentation. */
final class FakePages {

    int cap = 1000;
    boolean capUntold;
    boolean texts;
    int totalOff;
    boolean totalChanges;
    /** Offsets at which a page is empty, the first time it is asked for or ever. */
    final Set<Integer> emptyOnce = new HashSet<>();

    final Set<Integer> emptyAlways = new HashSet<>();
    /** Rows that are said to be there and never come. */
    int withheld;

    /** What happens at each request for a page. */
    Runnable onRequest = () -> {};

    private final Set<String> omitted = new HashSet<>();

    FakePages cap(int rows) {
        cap = rows;
        return this;
    }

    FakePages without(String... properties) {
        omitted.addAll(Arrays.asList(properties));
        return this;
    }

    synchronized Answer byOffset(List<JsonNode> all, Map<String, String> query) {
        onRequest.run();
        List<JsonNode> rows = all.subList(0, Math.max(0, all.size() - withheld));
        int startAt = Integer.parseInt(query.getOrDefault("startAt", "0"));
        int asked = Integer.parseInt(query.getOrDefault("maxResults", "10"));
        int size = Math.min(asked, cap);
        int end = Math.min(rows.size(), startAt + size);
        boolean empty = emptyOnce.remove(startAt) || emptyAlways.contains(startAt);
        boolean last = startAt + size >= rows.size() && !empty;
        int total = all.size() + totalOff + (totalChanges ? startAt / size - 1 : 0);
        ObjectNode answer = FakeZephyr.JSON.createObjectNode();
        answer.put(
                "next", last ? null : "https://other.example/v2/x?startAt=" + (startAt + size) + "&maxResults=" + size);
        put(answer, "startAt", startAt);
        put(answer, "maxResults", capUntold ? asked : size);
        put(answer, "total", total);
        if (texts) {
            answer.put("isLast", String.valueOf(last));
        } else {
            answer.put("isLast", last);
        }
        answer.putArray("values").addAll(empty || startAt > end ? List.of() : rows.subList(startAt, end));
        return new Answer(200, answer.without(omitted).toString());
    }

    synchronized Answer byCursor(List<JsonNode> all, Map<String, String> query) {
        onRequest.run();
        List<JsonNode> rows = all.subList(0, Math.max(0, all.size() - withheld));
        long from = Long.parseLong(query.getOrDefault("startAtId", "0"));
        int limit = Math.min(Integer.parseInt(query.getOrDefault("limit", "10")), cap);
        List<JsonNode> rest =
                rows.stream().filter(row -> row.path("id").asLong() >= from).toList();
        ObjectNode answer = FakeZephyr.JSON.createObjectNode();
        if (rest.size() > limit) {
            long next = rest.get(limit).path("id").asLong();
            answer.put("next", "https://other.example/v2/x?limit=9&startAtId=" + next);
            put(answer, "nextStartAtId", next);
        } else {
            answer.putNull("next").putNull("nextStartAtId");
        }
        if (withheld > 0) {
            put(answer, "total", all.size());
        }
        answer.putArray("values").addAll(rest.subList(0, Math.min(limit, rest.size())));
        return new Answer(200, answer.without(omitted).toString());
    }

    private void put(ObjectNode answer, String name, long number) {
        if (texts) {
            answer.put(name, String.valueOf(number));
        } else {
            answer.put(name, number);
        }
    }
}
