package io.drover.contracts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A CloudEvent (specification 1.0, structured JSON) on {@link Topics#EVENTS}, for anyone.
 *
 * @param source {@code /api/v1/executions/<id>}
 * @param type {@code io.drover.execution.started}, {@code io.drover.step.finished} …
 * @param subject execution id
 */
public record Event(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        ObjectNode data) {

    public static Event of(String id, String execution, String type, Instant time, ObjectNode data) {
        return new Event(
                "1.0",
                id,
                "/api/v1/executions/" + execution,
                "io.drover." + type,
                execution,
                time,
                "application/json",
                data);
    }
}
