package io.drover.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.ListingForm;
import io.drover.sandbox.faults.OddAnswer;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Api;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Endpoint;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sandbox's own controls. No token: it listens on the loopback unless told otherwise. */
final class AdminApi implements Api {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private final RunningSandbox sandbox;
    private final Routes routes = new Routes("admin");
    private final Endpoint unknown;

    AdminApi(RunningSandbox sandbox) {
        this.sandbox = sandbox;
        routes.open("GET", "/faults", call -> faults())
                .open("POST", "/faults", this::change)
                .open("GET", "/stats", call -> stats())
                .open("POST", "/project", this::project)
                .open("GET", "/answers", call -> answers())
                .open("POST", "/answers", this::answers)
                .open("POST", "/reset", call -> {
                    sandbox.reset();
                    return Answer.empty(204);
                });
        new LimitsAdmin(sandbox.stats()).routes(routes);
        new QTestAdmin(sandbox::qtest).routes(routes);
        unknown = routes.otherwise(call -> error(
                404, "there are GET and POST /admin/faults, GET /admin/stats, POST /admin/reset and /admin/qtest"));
    }

    @Override
    public String prefix() {
        return "/admin";
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public Endpoint unknown() {
        return unknown;
    }

    @Override
    public void authorize(Call call, Endpoint endpoint) {
        // open: see the class comment
    }

    @Override
    public Answer error(int status, String message) {
        return Answer.json(
                status, MAPPER.createObjectNode().put("message", message).toString());
    }

    @Override
    public boolean faulty() {
        return false;
    }

    private Answer faults() {
        ObjectNode all = MAPPER.valueToTree(sandbox.faults().switches());
        for (Fault fault : Fault.values()) {
            all.set(fault.word(), MAPPER.valueToTree(sandbox.faults().rule(fault)));
        }
        all.set("listings", MAPPER.valueToTree(sandbox.faults().listings()));
        return Answer.json(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Answer project(Call call) {
        try {
            String key = sandbox.project(call.body());
            return Answer.json(200, MAPPER.createObjectNode().put("key", key).toString());
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer answers() {
        ArrayNode all = MAPPER.createArrayNode();
        List<Integer> fired = sandbox.faults().oddAnswers().fired();
        for (OddAnswer answer : sandbox.faults().oddAnswers().all()) {
            all.addObject().put("fired", fired.get(all.size() - 1)).set("answer", MAPPER.<JsonNode>valueToTree(answer));
        }
        return Answer.json(200, all.toString());
    }

    /** An object is added, an array replaces all. */
    private Answer answers(Call call) {
        try {
            JsonNode asked = Json.MAPPER.readTree(call.body());
            List<OddAnswer> answers = new ArrayList<>();
            if (asked.isArray()) {
                asked.forEach(one -> answers.add(OddAnswer.of(one)));
                sandbox.faults().oddAnswers().clear();
            } else {
                answers.add(OddAnswer.of(asked));
            }
            answers.forEach(sandbox.faults().oddAnswers()::add);
            return answers();
        } catch (IOException | IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    /** Takes what GET shows, or any part of it; a bare number for a fault is its percentage. */
    private Answer change(Call call) {
        try {
            JsonNode asked = Json.MAPPER.readTree(call.body());
            if (!asked.isObject()) {
                return error(400, "a JSON object of switches and faults is expected");
            }
            ObjectNode switches = MAPPER.valueToTree(sandbox.faults().switches());
            ObjectNode rest = ((ObjectNode) asked).deepCopy();
            Map<Fault, Rule> rules = new EnumMap<>(Fault.class);
            for (Fault fault : Fault.values()) {
                JsonNode rule = rest.remove(fault.word());
                if (rule != null) {
                    rules.put(fault, rule(sandbox.faults().rule(fault), rule));
                }
            }
            Map<String, ListingForm> listings = new HashMap<>();
            JsonNode forms = rest.remove("listings");
            if (forms != null) {
                forms.properties().forEach(entry -> listings.put(entry.getKey(), ListingForm.of(entry.getValue())));
            }
            rest.properties().forEach(entry -> {
                if (!switches.has(entry.getKey())) {
                    throw new IllegalArgumentException("there is no switch or fault '" + entry.getKey() + "'");
                }
                switches.set(entry.getKey(), entry.getValue());
            });
            sandbox.switches(MAPPER.treeToValue(switches, Switches.class));
            rules.forEach(sandbox.faults()::set);
            listings.forEach(sandbox.faults()::listing);
            return faults();
        } catch (JsonProcessingException e) {
            return error(400, e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private static Rule rule(Rule now, JsonNode asked) throws JsonProcessingException {
        if (asked.isNumber()) {
            return new Rule(asked.doubleValue(), 0, "");
        }
        ObjectNode merged = MAPPER.valueToTree(now);
        if (!asked.isObject()) {
            throw new IllegalArgumentException("a fault is a percentage or {percent, next, route}, not " + asked);
        }
        merged.setAll((ObjectNode) asked);
        return MAPPER.treeToValue(merged, Rule.class);
    }

    private Answer stats() {
        return Answer.json(Json.bytes(out -> {
            out.writeStartObject();
            out.writePOJOField("requests", sandbox.requests());
            out.writePOJOField("answers", sandbox.stats().answers());
            out.writeObjectFieldStart("faults");
            for (Fault fault : Fault.values()) {
                out.writeNumberField(fault.word(), sandbox.faults().fired(fault));
            }
            out.writeEndObject();
            out.writeObjectFieldStart("pace");
            out.writeNumberField("zephyrPeakPerSecond", sandbox.stats().zephyr().peak());
            out.writeNumberField("zephyrRefused", sandbox.stats().zephyr().refused());
            out.writeNumberField("zephyrTaken", sandbox.stats().zephyr().taken());
            out.writeNumberField("zephyrBusyMs", sandbox.stats().zephyr().busyNanos() / 1_000_000);
            out.writeNumberField("qtestPeakPerSecond", sandbox.stats().qtest().peak());
            out.writeNumberField("qtestRefused", sandbox.stats().qtest().refused());
            out.writeNumberField("qtestTaken", sandbox.stats().qtest().taken());
            out.writeNumberField("qtestBusyMs", sandbox.stats().qtest().busyNanos() / 1_000_000);
            out.writeEndObject();
            out.writePOJOField("qtest", sandbox.qtest().counts());
            out.writeEndObject();
        }));
    }
}
