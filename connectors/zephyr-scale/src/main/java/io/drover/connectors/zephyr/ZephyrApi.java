package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Call;
import io.drover.http.HttpConnection;
import io.drover.http.ListedPage;
import io.drover.http.Listing;
import io.drover.http.PageSize;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The requests that the connector makes; answers as they come. */
final class ZephyrApi {

    static final int NOT_FOUND = 404;

    /** Bytes. Four batches at a time, each with a page as text and as JSON, have to fit into a small heap. */
    private static final int LARGEST_PAGE = 8 << 20;

    /** For questions that a person waits for, and for those that a record does not need. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    private final HttpConnection http;
    private final HttpConnection patient;
    private final String project;

    ZephyrApi(HttpConnection http, String projectKey) {
        this(http, http, projectKey);
    }

    private ZephyrApi(HttpConnection http, HttpConnection patient, String projectKey) {
        this.http = http;
        this.patient = patient;
        this.project = projectKey;
    }

    /** The same requests for a person who waits. */
    ZephyrApi quick() {
        return new ZephyrApi(http.withPatience(SHORT), project);
    }

    /** The same requests for what a record does not need: little patience, but for a system that limits requests. */
    ZephyrApi beside() {
        return new ZephyrApi(http.withPatience(SHORT), http, project);
    }

    private Reply send(Call call) {
        try {
            return http.send(call);
        } catch (ConnectorException e) {
            if (http.equals(patient) || !e.code().equals("THROTTLED")) {
                throw e;
            }
            return patient.send(call);
        }
    }

    HttpConnection http() {
        return http;
    }

    String project() {
        return project;
    }

    /** Answers when the service is up; needs no right. */
    void healthcheck() {
        Reply reply = send(Call.get("/healthcheck"));
        if (!reply.ok()) {
            throw reply.failure();
        }
    }

    /** @throws ConnectorException {@code PROJECT_NOT_FOUND} */
    JsonNode projectFacts() {
        Reply reply = send(Call.get("/projects/" + encoded(project)));
        if (reply.status() == NOT_FOUND) {
            throw projectNotFound(reply);
        }
        return reply.json();
    }

    ListedPage folders(long startAt, int most) {
        return byOffset("/folders", "&folderType=TEST_CASE", startAt, most);
    }

    ListedPage cases(long startAt, int most) {
        return byOffset("/testcases", "", startAt, most);
    }

    ListedPage priorities(long startAt, int most) {
        return byOffset("/priorities", "", startAt, most);
    }

    ListedPage statuses(long startAt, int most) {
        return byOffset("/statuses", "&statusType=TEST_CASE", startAt, most);
    }

    ListedPage casesFrom(long startAtId, int most) {
        Reply reply = send(nextgen(startAtId, most));
        if (reply.status() == NOT_FOUND) {
            throw projectNotFound(reply);
        }
        return ZephyrPages.byCursor(reply);
    }

    /** Test cases whose id is above {@code after}, ids ascending. */
    Listing casesByCursor(long after, PageSize pageSize) {
        return Listing.byCursor(
                this::casesFrom,
                "Zephyr Scale's cursor listing of test cases",
                "Set \"listing\": \"offset\" in the connection's settings.",
                after,
                pageSize);
    }

    /**
     * Whether the tenant has the listing by cursor: it answers 404, or keeps answering 503 with a page of the gateway, where
     * it has not (docs/contracts/zephyr-scale-and-qtest.md §0.2 fact 5, §1.10). A system that fails altogether fails the other listing too.
     */
    boolean hasCursorListing() {
        Reply reply;
        try {
            reply = quick().send(nextgen(0, 1));
        } catch (ConnectorException e) {
            if (e.code().equals("SYSTEM_FAILING")) {
                return false;
            }
            throw e;
        }
        return switch (reply.status()) {
            case 200 -> reply.json().path("values").isArray();
            case NOT_FOUND -> false;
            default -> throw reply.failure();
        };
    }

    /** A page of steps; 422 for a script of another type, 404 for none or no case (docs/contracts/zephyr-scale-and-qtest.md §1.5). */
    Reply steps(String key, long startAt, int most) {
        return send(page(testCase(key) + "/teststeps?startAt=" + startAt + "&maxResults=" + most, most));
    }

    Reply script(String key) {
        return send(Call.get(testCase(key) + "/testscript"));
    }

    Reply oneCase(String key) {
        return send(Call.get(testCase(key)));
    }

    /** 404 when the case has none; 403, 404 or always 503 with a page of HTML where the tenant has no such requests (§1.8). */
    Reply attachments(String key) {
        return send(Call.get(testCase(key) + "/attachments"));
    }

    /** One version, and how many there are. */
    Reply versions(String key) {
        return send(Call.get(testCase(key) + "/versions?startAt=0&maxResults=1"));
    }

    /** A priority or status that the listing left out. */
    Reply named(String list, String id) {
        return send(Call.get("/" + list + "/" + encoded(id)));
    }

    private Call nextgen(long startAtId, int most) {
        return page(
                "/testcases/nextgen?projectKey=" + encoded(project) + "&startAtId=" + startAtId + "&limit=" + most,
                most);
    }

    private ListedPage byOffset(String list, String filter, long startAt, int most) {
        Reply reply = send(page(
                list + "?projectKey=" + encoded(project) + filter + "&startAt=" + startAt + "&maxResults=" + most,
                most));
        if (reply.status() == NOT_FOUND) {
            throw projectNotFound(reply);
        }
        return ZephyrPages.byOffset(reply);
    }

    /** A page that is too large is asked for in halves; one record may be as large as it is. */
    private static Call page(String path, int most) {
        return most > 1 ? Call.get(path).atMost(LARGEST_PAGE) : Call.get(path);
    }

    private ConnectorException projectNotFound(Reply reply) {
        return reply.failure(
                "PROJECT_NOT_FOUND",
                FailureType.USER,
                "does not show the project " + project + " for",
                "Check the project key, that Zephyr Scale is enabled in the project, and that the token's user may see it.");
    }

    private static String testCase(String key) {
        return "/testcases/" + encoded(key);
    }

    /** Of a path segment too: there a plus sign would be one. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
