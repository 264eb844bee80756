package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whole lists, however the server cuts them (docs/contracts/zephyr-scale-and-qtest.md §3.2): pages shorter than was asked for, pages that
 * come twice, totals that are not kept. What is no list is a failure.
 */
final class QTestListings {

    /** Two pages in a row that bring nothing new: the server goes round in circles. */
    private static final int STALE_PAGES = 2;

    /** Caps of servers are round numbers; a page of another length ends where it ends. */
    private static final int ROUND = 5;

    private final QTestApi api;

    QTestListings(QTestApi api) {
        this.api = api;
    }

    /**
     * What a search found.
     *
     * @param whole whether as many came as the server said there are
     */
    record Found(List<JsonNode> rows, boolean whole) {}

    /** One page of a list without an envelope. */
    @FunctionalInterface
    private interface Page {
        Reply ask(int page);
    }

    /**
     * Test cases directly in a module, without steps; sees what was just written. Empty when the module is not there. Asks on until a page is empty, since whoever
     * asks decides by it whether a record is there: no list is short enough to be believed.
     */
    List<JsonNode> casesIn(String moduleId) {
        return pages(page -> api.casesIn(moduleId, page), "id", 0, true);
    }

    /** Asks on while a page is as long as was asked for, or as long as a cap would make it. */
    List<JsonNode> allowedValues(long fieldId) {
        return pages(page -> api.allowedValues(fieldId, page), "value", ROUND, false);
    }

    /** The modules directly in a module, or at the top: comes whole. Empty when the module is not there. */
    List<JsonNode> modules(@Nullable String parentId) {
        Reply reply = api.modules(parentId);
        return parentId != null && QTestApi.missing(reply) ? List.of() : rows(reply, "id");
    }

    /** Every module, flat. */
    List<JsonNode> allModules() {
        return ModuleJson.flat(rows(api.moduleTree(), "id"));
    }

    List<JsonNode> fields() {
        return rows(api.fields(), "id");
    }

    /**
     * Test cases that the index finds; it lags behind what was written (docs/contracts/zephyr-scale-and-qtest.md §3.8).
     *
     * @return empty when qTest does not understand the query
     */
    Optional<Found> search(String query) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (int page = 1, stale = 0; ; page++) {
            Reply reply = api.search(query, page, QTestApi.LARGEST_PAGE, true);
            if (reply.status() == 400) {
                return Optional.empty();
            }
            JsonNode answer = reply.json();
            List<JsonNode> rows = rows(reply, answer.path("items"), "id");
            int before = all.size();
            rows.forEach(row -> all.putIfAbsent(row.path("id").asText(), row));
            stale = all.size() == before ? stale + 1 : 0;
            long total = answer.path("total").asLong(-1);
            boolean missing = total > all.size();
            boolean silent = total < 0 && !answer.has("links");
            boolean more = missing || next(answer) || (silent && !rows.isEmpty());
            if (!more || stale == STALE_PAGES) {
                return Optional.of(new Found(List.copyOf(all.values()), !missing));
            }
        }
    }

    /**
     * @param round page lengths that are a multiple of it may be a cap; 0: any may
     * @param missing whether what the list belongs to may be missing: then there is nothing in it
     */
    private static List<JsonNode> pages(Page source, String id, int round, boolean missing) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (int page = 1, stale = 0; stale < STALE_PAGES; page++) {
            Reply reply = source.ask(page);
            if (missing && QTestApi.missing(reply)) {
                break;
            }
            List<JsonNode> rows = rows(reply, id);
            int before = all.size();
            rows.forEach(row -> all.putIfAbsent(row.path(id).asText(), row));
            stale = all.size() == before ? stale + 1 : 0;
            if (rows.isEmpty() || (round > 0 && rows.size() % round != 0)) {
                break;
            }
        }
        return new ArrayList<>(all.values());
    }

    private static List<JsonNode> rows(Reply reply, String id) {
        return rows(reply, reply.json(), id);
    }

    private static List<JsonNode> rows(Reply reply, JsonNode list, String id) {
        if (!list.isArray()) {
            throw shape(reply, "answered something that is no list to");
        }
        List<JsonNode> rows = new ArrayList<>(list.size());
        for (JsonNode row : list) {
            if (row.path(id).asText("").isEmpty()) {
                throw shape(reply, "answered with a row without \"" + id + "\" to");
            }
            rows.add(row);
        }
        return rows;
    }

    /** The record that an answer is about. @throws ConnectorException {@code UNEXPECTED_SHAPE} when it is about another one */
    static JsonNode record(Reply reply, String targetId) {
        JsonNode record = reply.json();
        if (!record.path("id").asText("").equals(targetId)) {
            throw shape(reply, "did not answer with the record to");
        }
        return record;
    }

    static ConnectorException shape(Reply reply, String verb) {
        return reply.failure(
                "UNEXPECTED_SHAPE",
                FailureType.EXTERNAL,
                verb,
                "Check for a proxy between, and that this version of qTest is supported.");
    }

    private static boolean next(JsonNode answer) {
        for (JsonNode link : answer.path("links").isArray() ? answer.path("links") : MissingNode.getInstance()) {
            if (link.path("rel").asText().equals("next")) {
                return true;
            }
        }
        return false;
    }
}
