package io.drover.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.LimitRule;
import io.drover.sandbox.faults.OddAnswer;
import io.drover.sandbox.faults.Parts;
import io.drover.sandbox.faults.RateLimit;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.Routes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a sandbox can be told and asked over HTTP, whatever the systems in it. */
final class Controls {

    private final RunningSandbox sandbox;

    Controls(RunningSandbox sandbox) {
        this.sandbox = sandbox;
    }

    void routes(Routes routes) {
        routes.get("/faults", call -> faults())
                .post("/faults", this::change)
                .get("/stats", call -> stats())
                .get("/answers", call -> answers())
                .post("/answers", this::answers)
                .get("/limits", call -> limits())
                .post("/limits", this::limit)
                .post("/reset", call -> {
                    sandbox.reset();
                    return PlayedAnswer.empty(204);
                });
    }

    private static PlayedAnswer json(JsonNode body) {
        return PlayedAnswer.json(200, body.toString());
    }

    private PlayedAnswer faults() {
        ObjectNode all = sandbox.switches().shown();
        for (Fault fault : Fault.values()) {
            ObjectNode rule = Json.MAPPER.valueToTree(sandbox.faults().rule(fault));
            all.set(fault.word(), rule.without("at"));
        }
        return json(all);
    }

    private PlayedAnswer answers() {
        ArrayNode all = Json.MAPPER.createArrayNode();
        List<Integer> fired = sandbox.faults().oddAnswers().fired();
        for (OddAnswer answer : sandbox.faults().oddAnswers().all()) {
            all.addObject()
                    .put("fired", fired.get(all.size() - 1))
                    .set("answer", Json.MAPPER.<JsonNode>valueToTree(answer));
        }
        return json(all);
    }

    /** An object is added, an array replaces all. */
    private PlayedAnswer answers(IncomingRequest call) {
        JsonNode asked = Json.read(call.body());
        List<OddAnswer> answers = new ArrayList<>();
        if (asked.isArray()) {
            asked.forEach(one -> answers.add(OddAnswer.of(one)));
            sandbox.faults().oddAnswers().clear();
        } else {
            answers.add(OddAnswer.of(asked));
        }
        answers.forEach(sandbox.faults().oddAnswers()::add);
        return answers();
    }

    private PlayedAnswer limits() {
        ObjectNode all = Json.MAPPER.createObjectNode();
        sandbox.stats().limits().forEach((system, limit) -> all.set(system, Json.MAPPER.valueToTree(limit.rule())));
        return json(all);
    }

    private PlayedAnswer limit(IncomingRequest call) {
        List<Runnable> changes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> asked :
                Json.object(call.body(), "systems and their limits").properties()) {
            RateLimit limit = sandbox.stats().limit(asked.getKey());
            LimitRule rule = asked.getValue().isNull() ? null : limit(asked.getValue());
            changes.add(() -> limit.rule(rule));
        }
        changes.forEach(Runnable::run);
        return limits();
    }

    private static LimitRule limit(JsonNode asked) {
        try {
            return Json.MAPPER.treeToValue(asked, LimitRule.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** Takes what GET shows, or any part of it; a bare number for a fault is its percentage. */
    private PlayedAnswer change(IncomingRequest call) {
        ObjectNode rest = Json.object(call.body(), "switches and faults");
        Map<Fault, Rule> rules = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            JsonNode rule = rest.remove(fault.word());
            if (rule != null) {
                rules.put(fault, rule(sandbox.faults().rule(fault), rule));
            }
        }
        sandbox.switches().change(rest);
        rules.forEach(sandbox.faults()::set);
        return faults();
    }

    private static Rule rule(Rule now, JsonNode asked) {
        return asked.isNumber()
                ? Rule.percent(asked.doubleValue())
                : Parts.change(now, asked, "a fault is a percentage or {percent, next, route}");
    }

    private PlayedAnswer stats() {
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.set("requests", Json.MAPPER.valueToTree(sandbox.requests()));
        all.set("answers", Json.MAPPER.valueToTree(sandbox.stats().answers()));
        ObjectNode fired = all.putObject("faults");
        for (Fault fault : Fault.values()) {
            fired.put(fault.word(), sandbox.faults().fired(fault));
        }
        ObjectNode pace = all.putObject("pace");
        sandbox.stats().limits().forEach((system, limit) -> pace.put(system + "PeakPerSecond", limit.peak())
                .put(system + "Refused", limit.refused())
                .put(system + "Taken", limit.taken())
                .put(system + "BusyMs", limit.busyNanos() / 1_000_000));
        for (LookAlike system : sandbox.systems()) {
            system.statistics().ifPresent(counts -> all.set(system.name(), Json.MAPPER.valueToTree(counts)));
        }
        return json(all);
    }
}
