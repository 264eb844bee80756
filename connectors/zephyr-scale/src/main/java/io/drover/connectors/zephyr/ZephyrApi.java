package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Call;
import io.drover.http.HttpConnection;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The requests that the connector makes; answers as they come. */
final class ZephyrApi {

    private final HttpConnection http;
    private final String project;

    ZephyrApi(HttpConnection http, String projectKey) {
        this.http = http;
        this.project = projectKey;
    }

    ZephyrApi with(HttpConnection other) {
        return new ZephyrApi(other, project);
    }

    HttpConnection http() {
        return http;
    }

    /** Answers when the service is up; needs no right. */
    void healthcheck() {
        Reply reply = http.send(Call.get("/healthcheck"));
        if (!reply.ok()) {
            throw reply.failure();
        }
    }

    /** @throws ConnectorException {@code PROJECT_NOT_FOUND} */
    JsonNode project() {
        Reply reply = http.send(Call.get("/projects/" + encoded(project)));
        if (reply.status() == 404) {
            throw projectNotFound(reply);
        }
        return reply.json();
    }

    OffsetPage folders(int startAt, int maxResults) {
        return offset("/folders", "&folderType=TEST_CASE", startAt, maxResults);
    }

    OffsetPage cases(int startAt, int maxResults) {
        return offset("/testcases", "", startAt, maxResults);
    }

    OffsetPage priorities(int startAt, int maxResults) {
        return offset("/priorities", "", startAt, maxResults);
    }

    OffsetPage statuses(int startAt, int maxResults) {
        return offset("/statuses", "&statusType=TEST_CASE", startAt, maxResults);
    }

    CursorPage casesFrom(long startAtId, int limit) {
        return CursorPage.of(http.send(nextgen(startAtId, limit)).json());
    }

    /**
     * Whether the tenant has the listing by cursor: it answers 404, or 503 with a page of the gateway, where it has not
     * (reference/zephyr-qtest.md §0.2 fact 5, §1.10).
     */
    boolean hasCursorListing() {
        Reply reply = http.send(nextgen(0, 1).expecting(503));
        if (reply.status() == 503 && reply.looksLikeHtml()) {
            reply = http.send(nextgen(0, 1).expecting(503));
        }
        if (reply.status() == 503 && !reply.looksLikeHtml()) {
            reply = http.send(nextgen(0, 1));
        }
        return switch (reply.status()) {
            case 200 -> reply.json().path("values").isArray();
            case 404, 503 -> false;
            default -> throw reply.failure();
        };
    }

    /** Answers 422 for a script of another type and 404 for none (reference §1.5). */
    Reply steps(String key, int startAt, int maxResults) {
        return http.send(
                Call.get("/testcases/" + encoded(key) + "/teststeps?startAt=" + startAt + "&maxResults=" + maxResults));
    }

    Reply script(String key) {
        return http.send(Call.get("/testcases/" + encoded(key) + "/testscript"));
    }

    /** A priority or status that the listing left out. */
    Optional<String> name(String list, String id) {
        Reply reply = http.send(Call.get("/" + list + "/" + encoded(id)));
        return reply.status() == 404
                ? Optional.empty()
                : Optional.ofNullable(reply.json().path("name").textValue());
    }

    private Call nextgen(long startAtId, int limit) {
        return Call.get(
                "/testcases/nextgen?projectKey=" + encoded(project) + "&startAtId=" + startAtId + "&limit=" + limit);
    }

    private OffsetPage offset(String list, String filter, int startAt, int maxResults) {
        Reply reply = http.send(Call.get(list + "?projectKey=" + encoded(project) + filter + "&startAt=" + startAt
                + "&maxResults=" + maxResults));
        if (reply.status() == 404) {
            throw projectNotFound(reply);
        }
        return OffsetPage.of(reply.json(), startAt);
    }

    private ConnectorException projectNotFound(Reply reply) {
        return reply.failure(
                "PROJECT_NOT_FOUND",
                FailureType.USER,
                "does not show the project " + project + " for",
                "Check the project key, that Zephyr Scale is enabled in the project, and that the token's user may see it.");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
