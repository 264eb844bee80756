package io.drover.sandbox.agola;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Rules;
import io.drover.sandbox.http.Admin;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.LookAlikeApi;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.RefusedRequest;
import io.drover.sandbox.http.RequestLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The controls of a pair of Agolas over HTTP. No token: it listens on the loopback unless told otherwise. */
final class AgolaAdmin {

    private final AgolaSandbox sandbox;
    private final Admin admin = new Admin();

    AgolaAdmin(AgolaSandbox sandbox) {
        this.sandbox = sandbox;
        admin.routes()
                .get("/stats", call -> each(AgolaAdmin::stats))
                .get("/faults", call -> each(AgolaAdmin::faults))
                .post("/faults", this::change)
                .get("/services/{name}/log", call -> log(named(call.param(0))))
                .post("/services/{name}/replicas", this::replica)
                .post("/reset", call -> {
                    sandbox.reset();
                    return PlayedAnswer.empty(204);
                });
    }

    LookAlikeApi api() {
        return admin;
    }

    private interface View {
        JsonNode of(AgolaServer server);
    }

    private PlayedAnswer each(View view) {
        ObjectNode all = Json.MAPPER.createObjectNode();
        sandbox.servers().forEach(server -> all.set(server.name(), view.of(server)));
        return PlayedAnswer.json(200, all.toString());
    }

    private static JsonNode stats(AgolaServer server) {
        ObjectNode stats = Json.MAPPER
                .createObjectNode()
                .put("url", server.url())
                .put("version", server.version().toString());
        stats.putObject("maintenance")
                .put("requested", server.maintenanceRequested())
                .put("current", server.maintenanceInEffect());
        stats.set("content", Json.MAPPER.valueToTree(server.content()));
        stats.set("requests", Json.MAPPER.valueToTree(server.log().counts()));
        stats.set("imports", entries(server.imports()));
        ObjectNode fired = stats.putObject("faults");
        for (AgolaFault fault : AgolaFault.values()) {
            fired.put(fault.word(), server.faults().fired(fault));
        }
        return stats;
    }

    private static PlayedAnswer log(AgolaServer server) {
        return PlayedAnswer.json(200, entries(server.log().all()).toString());
    }

    private static ArrayNode entries(List<RequestLog.Entry> entries) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (RequestLog.Entry entry : entries) {
            all.addObject()
                    .put("at", entry.at().toString())
                    .put("method", entry.method())
                    .put("path", entry.path())
                    .put("state", entry.state().name())
                    .put("status", entry.status())
                    .put("received", entry.received())
                    .put("sha256", entry.sha256())
                    .put("sent", entry.sent());
        }
        return all;
    }

    private static JsonNode faults(AgolaServer server) {
        ObjectNode all = Json.MAPPER.createObjectNode();
        for (AgolaFault fault : AgolaFault.values()) {
            Rule rule = server.faults().rule(fault);
            all.set(fault.word(), server.faults().on(fault) ? shown(rule) : Json.MAPPER.nullNode());
        }
        return all;
    }

    private static JsonNode shown(Rule rule) {
        return Json.MAPPER.createObjectNode().put("at", rule.at()).put("times", rule.next());
    }

    /** Takes what GET shows, or any part of it; nothing is changed when a part is wrong. */
    private PlayedAnswer change(IncomingRequest call) {
        List<Runnable> changes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> service :
                Json.object(call.body(), "services and their faults").properties()) {
            Rules<AgolaFault> faults = named(service.getKey()).faults();
            if (!service.getValue().isObject()) {
                throw new IllegalArgumentException(service.getKey() + " is an object of faults");
            }
            for (Map.Entry<String, JsonNode> asked : service.getValue().properties()) {
                AgolaFault fault = faults.named(asked.getKey());
                Rule rule = rule(fault, asked.getValue());
                changes.add(() -> faults.set(fault, rule));
            }
        }
        changes.forEach(Runnable::run);
        return each(AgolaAdmin::faults);
    }

    /** True and false or null turn a fault on and off; an object may say where and how often. */
    private static Rule rule(AgolaFault fault, JsonNode asked) {
        if (asked.isNull() || asked.isBoolean()) {
            return asked.asBoolean() ? Rule.ALWAYS : Rule.NEVER;
        }
        for (Map.Entry<String, JsonNode> part : asked.properties()) {
            boolean known = part.getKey().equals("at") || part.getKey().equals("times");
            if (!known || !part.getValue().canConvertToLong()) {
                throw new IllegalArgumentException(fault.word() + " has the numbers at and times, not " + asked);
            }
        }
        if (!asked.isObject()) {
            throw new IllegalArgumentException(fault.word() + " is true, false or {at, times}, not " + asked);
        }
        int times = asked.path("times").intValue();
        Rule rule = new Rule(times == 0 ? 100 : 0, times, "", asked.path("at").longValue());
        fault.check(rule);
        return rule;
    }

    private PlayedAnswer replica(IncomingRequest call) {
        AgolaServer replica = sandbox.replica(named(call.param(0)));
        return PlayedAnswer.json(
                201,
                Json.MAPPER
                        .createObjectNode()
                        .put("name", replica.name())
                        .put("url", replica.url())
                        .toString());
    }

    private AgolaServer named(String name) {
        return sandbox.server(name)
                .orElseThrow(() -> new RefusedRequest(admin.error(
                        404,
                        "there is no service '" + name + "'; there are "
                                + String.join(
                                        ", ",
                                        sandbox.servers().stream()
                                                .map(AgolaServer::name)
                                                .toList()))));
    }
}
