package io.drover.sandbox.qtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.Routes;
import java.util.List;

/** {@link QTestEdits} and {@link QTestQuirks} by HTTP. */
final class QTestAdmin {

    private final QTestLookAlike qtest;

    QTestAdmin(QTestLookAlike qtest) {
        this.qtest = qtest;
    }

    void routes(Routes routes) {
        QTestEdits edits = qtest.edits();
        routes.post("/qtest/quirks", this::quirks)
                .get("/qtest/cases", call -> list(edits.cases()))
                .post("/qtest/cases/{key}", call -> done(() -> edits.editCase(call.param(0), Json.read(call.body()))))
                .delete("/qtest/cases/{key}", call -> done(() -> edits.deleteCase(call.param(0))))
                .get("/qtest/modules", call -> list(edits.modules()))
                .post(
                        "/qtest/modules/{origin}",
                        call -> done(() -> edits.editModule(call.param(0), Json.read(call.body()))))
                .delete("/qtest/modules/{origin}", call -> done(() -> edits.deleteModule(call.param(0))));
    }

    /** The quirks that the body names; the others end. */
    private PlayedAnswer quirks(IncomingRequest call) {
        try {
            qtest.quirks(Json.MAPPER.treeToValue(Json.read(call.body()), QTestQuirks.class));
            return PlayedAnswer.empty(204);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("quirks are " + Json.MAPPER.valueToTree(QTestQuirks.NONE), e);
        }
    }

    private static PlayedAnswer list(List<ObjectNode> all) {
        return PlayedAnswer.json(200, Json.MAPPER.createArrayNode().addAll(all).toString());
    }

    private static PlayedAnswer done(Runnable change) {
        change.run();
        return PlayedAnswer.empty(204);
    }
}
