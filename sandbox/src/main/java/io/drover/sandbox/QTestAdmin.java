package io.drover.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.Routes;
import io.drover.sandbox.qtest.QTestApi;
import io.drover.sandbox.qtest.QTestEdits;
import io.drover.sandbox.qtest.QTestQuirks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** {@link QTestEdits} and {@link QTestQuirks} by HTTP. */
final class QTestAdmin {

    private final Supplier<QTestApi> qtest;

    QTestAdmin(Supplier<QTestApi> qtest) {
        this.qtest = qtest;
    }

    void routes(Routes routes) {
        routes.open("POST", "/qtest/quirks", this::quirks)
                .open("GET", "/qtest/cases", call -> list(edits().cases()))
                .open("POST", "/qtest/cases/{key}", call -> edit(call, edits()::editCase))
                .open("DELETE", "/qtest/cases/{key}", call -> delete(call, edits()::deleteCase))
                .open("GET", "/qtest/modules", call -> list(edits().modules()))
                .open("POST", "/qtest/modules/{origin}", call -> edit(call, edits()::editModule))
                .open("DELETE", "/qtest/modules/{origin}", call -> delete(call, edits()::deleteModule));
    }

    private QTestEdits edits() {
        return qtest.get().edits();
    }

    /** The quirks that the body names; the others end. */
    private Answer quirks(Call call) {
        try {
            qtest.get().quirks(Json.MAPPER.readValue(call.body(), QTestQuirks.class));
            return Answer.empty(204);
        } catch (IOException e) {
            return refused("quirks are " + Json.MAPPER.valueToTree(QTestQuirks.NONE));
        }
    }

    private static Answer list(List<ObjectNode> all) {
        return Answer.json(Json.MAPPER.createArrayNode().addAll(all).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Answer edit(Call call, BiConsumer<String, JsonNode> edit) {
        try {
            JsonNode asked = Json.MAPPER.readTree(call.body());
            return done(() -> edit.accept(call.param(0), asked));
        } catch (IOException e) {
            return refused("the body is not JSON");
        }
    }

    private static Answer delete(Call call, Consumer<String> delete) {
        return done(() -> delete.accept(call.param(0)));
    }

    private static Answer done(Runnable change) {
        try {
            change.run();
            return Answer.empty(204);
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static Answer refused(String why) {
        return Answer.json(
                400, Json.MAPPER.createObjectNode().put("message", why).toString());
    }
}
