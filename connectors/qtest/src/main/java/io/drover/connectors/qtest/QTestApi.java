package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.http.Call;
import io.drover.http.HttpConnection;
import io.drover.http.Reply;
import io.drover.http.Sent;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests that the connector makes; answers as they come. */
final class QTestApi {

    /** Rows per page at most (docs/contracts/zephyr-scale-and-qtest.md §3.2). */
    static final int LARGEST_PAGE = 999;

    private static final int LARGEST_VALUES_PAGE = 100;
    private static final String FIELDS = "/settings/test-cases/fields";

    private final HttpConnection http;
    private final String projectId;
    private final String project;

    QTestApi(HttpConnection http, String projectId) {
        this.http = http;
        this.projectId = projectId;
        this.project = "/api/v3/projects/" + projectId;
    }

    QTestApi with(HttpConnection other) {
        return new QTestApi(other, projectId);
    }

    HttpConnection http() {
        return http;
    }

    JsonNode project() {
        Reply reply = http.send(Call.get(project));
        if (reply.status() == 404) {
            throw reply.failure(
                    "PROJECT_NOT_FOUND",
                    FailureType.USER,
                    "does not show project " + projectId + " for",
                    "Check projectId, the number in the project's web address, and that the user is a member.");
        }
        return reply.json();
    }

    /** Fields of test cases, inactive ones too. */
    Reply fields() {
        Reply reply = http.send(Call.get(project + FIELDS + "?includeInactive=true"));
        if (reply.status() == 403) {
            throw reply.failure(
                    "NO_PERMISSION",
                    FailureType.USER,
                    "does not show the fields of test cases for",
                    "Give the user the right to see the project's field settings; without it values cannot be mapped.");
        }
        return reply;
    }

    Reply allowedValues(long fieldId, int page) {
        return http.send(Call.get(project + FIELDS + "/" + fieldId + "/allowed-values?page=" + page + "&pageSize="
                + LARGEST_VALUES_PAGE));
    }

    Sent createField(JsonNode field) {
        return http.create(Call.post(project + FIELDS, field));
    }

    Sent createAllowedValues(long fieldId, JsonNode values) {
        return http.create(Call.post(project + FIELDS + "/" + fieldId + "/allowed-values", values));
    }

    Reply activateValue(long fieldId, long value, JsonNode body) {
        return http.send(Call.put(project + FIELDS + "/" + fieldId + "/allowed-values/" + value, body));
    }

    /** Makes custom fields active in the project; doing so twice changes nothing. */
    Reply activateFields(JsonNode fields) {
        return http.send(Call.post(project + "/settings/test-cases/custom-fields/active", fields));
    }

    /** The modules directly in a module, or at the top. */
    Reply modules(@Nullable String parentId) {
        return http.send(Call.get(project + "/modules" + (parentId == null ? "" : "?parentId=" + parentId)));
    }

    Reply moduleTree() {
        return http.send(Call.get(project + "/modules?expand=descendants"));
    }

    Optional<JsonNode> module(String id) {
        return found(http.send(Call.get(project + "/modules/" + id)), id);
    }

    Call createModule(@Nullable String parentId, JsonNode module) {
        return Call.post(project + "/modules" + (parentId == null ? "" : "?parentId=" + parentId), module);
    }

    Reply updateModule(String id, JsonNode module, Runnable checkOwnership) {
        return http.send(Call.put(project + "/modules/" + id, module), checkOwnership);
    }

    /** With {@code parentId} qTest moves and ignores the body (docs/contracts/zephyr-scale-and-qtest.md §3.11 item 2). */
    Reply moveModule(String id, String parentId, JsonNode module, Runnable checkOwnership) {
        return http.send(Call.put(project + "/modules/" + id + "?parentId=" + parentId, module), checkOwnership);
    }

    Call createCase(JsonNode testCase) {
        return Call.post(project + "/test-cases", testCase);
    }

    Reply updateCase(String id, JsonNode testCase, Runnable checkOwnership) {
        return http.send(Call.put(project + "/test-cases/" + id, testCase), checkOwnership);
    }

    Reply approve(String id, Runnable checkOwnership) {
        return http.send(Call.put(project + "/test-cases/" + id + "/approve"), checkOwnership);
    }

    Optional<JsonNode> testCase(String id) {
        return found(
                http.send(Call.get(project + "/test-cases/" + id + "?expand=teststep&showParamIdentifier=true")), id);
    }

    /** A page of the test cases directly in a module, without steps. */
    Reply casesIn(String moduleId, int page) {
        return http.send(
                Call.get(project + "/test-cases?parentId=" + moduleId + "&page=" + page + "&size=" + LARGEST_PAGE));
    }

    Reply search(String query, int page, int pageSize, boolean steps) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("object_type", "test-cases")
                .put("query", query)
                .putArray("fields")
                .add("*");
        return http.send(Call.post(
                project + "/search?appendTestSteps=" + steps + "&pageSize=" + pageSize + "&page=" + page, body));
    }

    /** @throws ConnectorException when the answer is about another record, or is a page of something that stands between */
    private static Optional<JsonNode> found(Reply reply, String id) {
        return missing(reply) ? Optional.empty() : Optional.of(QTestListings.record(reply, id));
    }

    /** Whether qTest says that it has no such thing. A page that says so may be another's: a proxy, a server that starts. */
    static boolean missing(Reply reply) {
        return reply.status() == 404 && !reply.looksLikeHtml();
    }
}
