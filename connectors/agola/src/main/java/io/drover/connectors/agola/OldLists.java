package io.drover.connectors.agola;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.spi.ConnectorException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What a v0.7 service lists, page by page (reference 1.9): another way to its data than the export. */
final class OldLists {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Both are the most that v0.7 gives at a time. */
    private static final int RUNS_PAGE = 40;

    private static final int NAMES_PAGE = 20;

    private final Api api;

    OldLists(Api api) {
        this.api = api;
    }

    /** Every run, archived or not. */
    void runs(Consumer<JsonNode> each) {
        String start = "";
        while (true) {
            String path = "/runs?asc&limit=" + RUNS_PAGE + start(start);
            JsonNode page = json(path, api.list(path)).path("runs");
            if (page.isEmpty()) {
                return;
            }
            page.forEach(each);
            start = next(path, start, page.get(page.size() - 1).path("id").asText());
        }
    }

    /**
     * How many there are of what is listed by name.
     *
     * @param list {@code users}, {@code orgs} or {@code remotesources}
     * @return nothing when there is no such list
     */
    OptionalLong named(String list) {
        long count = 0;
        String start = "";
        while (true) {
            String path = "/" + list + "?asc&limit=" + NAMES_PAGE + start(start);
            Api.Answer answer = api.list(path);
            if (answer.status() == 404 && start.isEmpty()) {
                return OptionalLong.empty();
            }
            JsonNode page = json(path, answer);
            if (page.isEmpty()) {
                return OptionalLong.of(count);
            }
            count += page.size();
            start = next(path, start, page.get(page.size() - 1).path("name").asText());
        }
    }

    private static String start(String last) {
        return last.isEmpty() ? "" : "&start=" + URLEncoder.encode(last, StandardCharsets.UTF_8);
    }

    private String next(String path, String last, String now) {
        if (now.isEmpty() || now.equals(last)) {
            throw broken(path, "pages that do not go on");
        }
        return now;
    }

    private JsonNode json(String path, Api.Answer answer) {
        if (answer.status() != 200) {
            throw broken(path, "status " + answer.status());
        }
        try {
            JsonNode json = JSON.readTree(answer.body());
            return json.isNull() ? JSON.createArrayNode() : json;
        } catch (IOException e) {
            throw broken(path, "something that is no JSON");
        }
    }

    private ConnectorException broken(String path, String what) {
        return Failures.external(
                "LIST_BROKEN",
                api.from() + " answered the list " + path.substring(0, path.indexOf('?')) + " with " + what
                        + ". Look at its log.");
    }
}
