package io.drover.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.faults.LimitRule;
import io.drover.sandbox.faults.RateLimit;
import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.Routes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The limits of both systems: {@code {"zephyr": {"kind": "FIXED", "requests": 10}, "qtest": null}}. */
final class LimitsAdmin {

    private final Stats stats;

    LimitsAdmin(Stats stats) {
        this.stats = stats;
    }

    void routes(Routes routes) {
        routes.open("GET", "/limits", call -> limits()).open("POST", "/limits", this::change);
    }

    private Answer limits() {
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.set("zephyr", Json.MAPPER.valueToTree(stats.zephyr().rule()));
        all.set("qtest", Json.MAPPER.valueToTree(stats.qtest().rule()));
        return Answer.json(200, all.toString());
    }

    private Answer change(Call call) {
        try {
            JsonNode asked = Json.MAPPER.readTree(call.body());
            for (String name : (Iterable<String>) asked::fieldNames) {
                if (!name.equals("zephyr") && !name.equals("qtest")) {
                    throw new IllegalArgumentException("there are the systems zephyr and qtest, not " + name);
                }
            }
            set(stats.zephyr(), asked.get("zephyr"));
            set(stats.qtest(), asked.get("qtest"));
            return limits();
        } catch (IOException | IllegalArgumentException e) {
            return Answer.json(
                    400,
                    Json.MAPPER
                            .createObjectNode()
                            .put("message", String.valueOf(e.getMessage()))
                            .toString());
        }
    }

    private static void set(RateLimit limit, @Nullable JsonNode rule) throws JsonProcessingException {
        if (rule != null) {
            limit.rule(rule.isNull() ? null : Json.MAPPER.treeToValue(rule, LimitRule.class));
        }
    }
}
