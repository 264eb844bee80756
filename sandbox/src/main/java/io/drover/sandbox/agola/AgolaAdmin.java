package io.drover.sandbox.agola;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.agola.AgolaFault.Blow;
import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.Refusal;
import io.drover.sandbox.http.Routes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The controls of a pair of Agolas over HTTP. No token: it listens on the loopback unless told otherwise. */
final class AgolaAdmin {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final AgolaSandbox sandbox;
    private final Routes routes = new Routes("admin");

    AgolaAdmin(AgolaSandbox sandbox) {
        this.sandbox = sandbox;
        routes.get("/admin/stats", call -> each(AgolaAdmin::stats))
                .get("/admin/faults", call -> each(AgolaAdmin::faults))
                .post("/admin/faults", this::change)
                .get("/admin/services/{name}/log", call -> log(named(call.param(0))))
                .post("/admin/services/{name}/replicas", this::replica)
                .post("/admin/reset", call -> {
                    sandbox.reset();
                    return Answer.empty(204);
                });
    }

    /** May block. */
    Answer answer(String method, String path, byte[] body) {
        Routes.Match match = routes.find(method, path, 0);
        if (match == null) {
            return error(
                    404,
                    "there are GET /admin/stats, GET and POST /admin/faults, GET /admin/services/{name}/log, "
                            + "POST /admin/services/{name}/replicas and POST /admin/reset");
        }
        try {
            return match.endpoint().answer(new Call(match.params(), null, null, body));
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private interface View {
        JsonNode of(AgolaServer server);
    }

    private Answer each(View view) {
        ObjectNode all = MAPPER.createObjectNode();
        sandbox.servers().forEach(server -> all.set(server.name(), view.of(server)));
        return Answer.json(200, all.toString());
    }

    private static JsonNode stats(AgolaServer server) {
        ObjectNode stats = MAPPER.createObjectNode()
                .put("url", server.url())
                .put("version", server.version().toString());
        stats.putObject("maintenance")
                .put("requested", server.maintenanceRequested())
                .put("current", server.maintenanceInEffect());
        stats.set("content", MAPPER.valueToTree(server.content()));
        stats.set("requests", MAPPER.valueToTree(server.log().counts()));
        stats.set("imports", entries(server.log().imports()));
        ObjectNode fired = stats.putObject("faults");
        for (AgolaFault fault : AgolaFault.values()) {
            fired.put(fault.word(), server.faults().fired(fault));
        }
        return stats;
    }

    private static Answer log(AgolaServer server) {
        return Answer.json(200, entries(server.log().all()).toString());
    }

    private static ArrayNode entries(List<RequestLog.Entry> entries) {
        ArrayNode all = MAPPER.createArrayNode();
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
        ObjectNode all = MAPPER.createObjectNode();
        for (AgolaFault fault : AgolaFault.values()) {
            Optional<Blow> blow = server.faults().get(fault);
            all.set(fault.word(), blow.isPresent() ? MAPPER.valueToTree(blow.get()) : MAPPER.nullNode());
        }
        return all;
    }

    /** Takes what GET shows, or any part of it; nothing is changed when a part is wrong. */
    private Answer change(Call call) {
        List<Runnable> changes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> service : object(call.body()).properties()) {
            AgolaFaults faults = named(service.getKey()).faults();
            if (!service.getValue().isObject()) {
                throw new IllegalArgumentException(service.getKey() + " is an object of faults");
            }
            for (Map.Entry<String, JsonNode> asked : service.getValue().properties()) {
                AgolaFault fault = AgolaFault.of(asked.getKey());
                Optional<Blow> blow = blow(fault, asked.getValue());
                changes.add(blow.isPresent() ? () -> faults.set(fault, blow.get()) : () -> faults.lift(fault));
            }
        }
        changes.forEach(Runnable::run);
        return each(AgolaAdmin::faults);
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode asked = Json.MAPPER.readTree(body);
            if (asked.isObject()) {
                return asked;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body cannot be read", e);
        }
        throw new IllegalArgumentException("a JSON object of services and their faults is expected");
    }

    /** True and false or null turn a fault on and off; an object may say where and how often. */
    private static Optional<Blow> blow(AgolaFault fault, JsonNode asked) {
        if (asked.isNull() || (asked.isBoolean() && !asked.booleanValue())) {
            return Optional.empty();
        }
        if (asked.isBoolean()) {
            return Optional.of(Blow.ALWAYS);
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
        Blow blow = new Blow(asked.path("at").longValue(), asked.path("times").intValue());
        fault.check(blow);
        return Optional.of(blow);
    }

    private Answer replica(Call call) {
        AgolaServer replica = sandbox.replica(named(call.param(0)));
        return Answer.json(
                201,
                MAPPER.createObjectNode()
                        .put("name", replica.name())
                        .put("url", replica.url())
                        .toString());
    }

    private AgolaServer named(String name) {
        return sandbox.server(name)
                .orElseThrow(() -> new Refusal(error(
                        404,
                        "there is no service '" + name + "'; there are "
                                + String.join(
                                        ", ",
                                        sandbox.servers().stream()
                                                .map(AgolaServer::name)
                                                .toList()))));
    }

    private static Answer error(int status, String message) {
        return Answer.json(
                status, MAPPER.createObjectNode().put("message", message).toString());
    }
}
