package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.http.Call;
import io.drover.http.HttpConnection;
import io.drover.http.Reply;
import io.drover.http.Sent;
import io.drover.spi.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests that the connector makes; answers as they come. */
final class QTestApi {

    /** Rows per page at most (reference §3.2). */
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
    JsonNode fields() {
        Reply reply = http.send(Call.get(project + FIELDS + "?includeInactive=true"));
        if (reply.status() == 403) {
            throw reply.failure(
                    "NO_PERMISSION",
                    FailureType.USER,
                    "does not show the fields of test cases for",
                    "Give the user the right to see the project's field settings; without it values cannot be mapped.");
        }
        return reply.json();
    }

    List<JsonNode> allowedValues(long fieldId) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode values = http.send(Call.get(project + FIELDS + "/" + fieldId + "/allowed-values?page=" + page
                            + "&pageSize=" + LARGEST_VALUES_PAGE))
                    .json();
            values.forEach(all::add);
            if (values.size() < LARGEST_VALUES_PAGE) {
                return all;
            }
        }
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
    JsonNode modules(@Nullable String parentId) {
        return http.send(Call.get(project + "/modules" + (parentId == null ? "" : "?parentId=" + parentId)))
                .json();
    }

    JsonNode moduleTree() {
        return http.send(Call.get(project + "/modules?expand=descendants")).json();
    }

    Optional<JsonNode> module(String id) {
        return found(http.send(Call.get(project + "/modules/" + id)));
    }

    Call createModule(@Nullable String parentId, JsonNode module) {
        return Call.post(project + "/modules" + (parentId == null ? "" : "?parentId=" + parentId), module);
    }

    Reply updateModule(String id, JsonNode module) {
        return http.send(Call.put(project + "/modules/" + id, module));
    }

    /** With {@code parentId} qTest moves and ignores the body (reference §3.11 item 2). */
    Reply moveModule(String id, String parentId, JsonNode module) {
        return http.send(Call.put(project + "/modules/" + id + "?parentId=" + parentId, module));
    }

    Call createCase(JsonNode testCase) {
        return Call.post(project + "/test-cases", testCase);
    }

    Reply updateCase(String id, JsonNode testCase) {
        return http.send(Call.put(project + "/test-cases/" + id, testCase));
    }

    Reply approve(String id) {
        return http.send(Call.put(project + "/test-cases/" + id + "/approve"));
    }

    Optional<JsonNode> testCase(String id) {
        return found(http.send(Call.get(project + "/test-cases/" + id + "?expand=teststep&showParamIdentifier=true")));
    }

    /** Test cases directly in a module, without steps; sees what was just written. */
    List<JsonNode> casesIn(String moduleId) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            Reply reply = http.send(
                    Call.get(project + "/test-cases?parentId=" + moduleId + "&page=" + page + "&size=" + LARGEST_PAGE));
            if (reply.status() == 404) {
                return all;
            }
            JsonNode cases = reply.json();
            cases.forEach(all::add);
            if (cases.size() < LARGEST_PAGE) {
                return all;
            }
        }
    }

    /** One page of test cases that the index finds; it lags behind what was written (reference §3.8). */
    Reply search(String query, int page) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("object_type", "test-cases")
                .put("query", query)
                .putArray("fields")
                .add("*");
        return http.send(
                Call.post(project + "/search?appendTestSteps=true&pageSize=" + LARGEST_PAGE + "&page=" + page, body));
    }

    private static Optional<JsonNode> found(Reply reply) {
        return reply.status() == 404 ? Optional.empty() : Optional.of(reply.json());
    }
}
