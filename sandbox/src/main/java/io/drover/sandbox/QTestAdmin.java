package io.drover.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.Routes;
import io.drover.sandbox.qtest.QTestEdits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** {@link QTestEdits} by HTTP. */
final class QTestAdmin {

    private final Supplier<QTestEdits> edits;

    QTestAdmin(Supplier<QTestEdits> edits) {
        this.edits = edits;
    }

    void routes(Routes routes) {
        routes.open("GET", "/qtest/cases", call -> list(edits.get().cases()))
                .open("POST", "/qtest/cases/{key}", call -> edit(call, edits.get()::editCase))
                .open("DELETE", "/qtest/cases/{key}", call -> delete(call, edits.get()::deleteCase))
                .open("GET", "/qtest/modules", call -> list(edits.get().modules()))
                .open("POST", "/qtest/modules/{origin}", call -> edit(call, edits.get()::editModule))
                .open("DELETE", "/qtest/modules/{origin}", call -> delete(call, edits.get()::deleteModule));
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
