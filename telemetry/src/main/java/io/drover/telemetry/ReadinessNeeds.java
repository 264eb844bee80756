package io.drover.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** A service is ready when everything that it cannot do without is well. */
public final class ReadinessNeeds {

    private final String service;
    private final Map<String, Supplier<Probe.Answer>> needs = new LinkedHashMap<>();

    private ReadinessNeeds(String service) {
        this.service = service;
    }

    /** @param service the name under which operators see it, also where several share a process */
    public static ReadinessNeeds of(String service) {
        return new ReadinessNeeds(service);
    }

    public ReadinessNeeds and(String what, Supplier<Probe.Answer> probe) {
        needs.put(what, probe);
        return this;
    }

    /** Each need with its answer in words. */
    public HealthCheckResponse response() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(service);
        boolean ready = true;
        for (Map.Entry<String, Supplier<Probe.Answer>> need : needs.entrySet()) {
            Probe.Answer answer = need.getValue().get();
            ready &= answer.well();
            response.withData(need.getKey(), (answer.well() ? "" : "DOWN: ") + answer.text());
        }
        return response.status(ready).build();
    }
}
