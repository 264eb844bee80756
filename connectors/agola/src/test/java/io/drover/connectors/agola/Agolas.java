package io.drover.connectors.agola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.agola.convert.Service;
import io.drover.http.AddressGuard;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaSandbox;
import io.drover.sandbox.agola.AgolaServer;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import io.drover.spi.Operations;
import io.drover.spi.Secrets;
import io.drover.spi.Turn;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** A source and a target that listen, and operations on them. */
final class Agolas implements AutoCloseable {

    final AgolaSandbox sandbox;
    private final Map<String, String> secrets;
    private Meter meter = Meter.NONE;

    Agolas(AgolaOptions options) {
        this(options, Map.of());
    }

    Agolas(AgolaOptions options, Map<String, String> secrets) {
        AddressGuard.setProcessDefault(AddressGuard.of("127.0.0.0/8"));
        this.sandbox = AgolaSandbox.start(options);
        this.secrets = secrets;
    }

    /** Each request waits as this says. */
    void turns(Consumer<Runnable> waiting) {
        meter = new Meter() {
            @Override
            public void request() {}

            @Override
            public void throttled() {}

            @Override
            public Turn turn(String address, Runnable wanted) {
                waiting.accept(wanted);
                return Turn.FREE;
            }
        };
    }

    ObjectNode source() {
        return settings(sandbox.sourceRunservice(), sandbox.sourceConfigstore());
    }

    ObjectNode target() {
        return settings(sandbox.targetRunservice(), sandbox.targetConfigstore());
    }

    static ObjectNode settings(AgolaServer runservice, AgolaServer configstore) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("runservice", runservice.url())
                .put("configstore", configstore.url())
                .put("maintenanceTimeoutSeconds", 5);
    }

    MemoryTask run(String operation, ObjectNode settings, MemoryTask task) throws IOException, InterruptedException {
        Secrets values = name -> {
            String value = secrets.get(name);
            if (value == null) {
                throw new ConnectorException("SECRET_NOT_NAMED", FailureType.USER, "no " + name);
            }
            return value;
        };
        try (Operations operations =
                new AgolaConnector().openOperations(new Connection("agola", settings, values, 4, meter))) {
            operations.run(operation, task);
        }
        return task;
    }

    MemoryTask run(String operation, ObjectNode settings, Service service) throws IOException, InterruptedException {
        return run(operation, settings, task(service));
    }

    static MemoryTask task(Service service) {
        return new MemoryTask().option("service", service.word());
    }

    /** Runs what must fail, and leaves no file. */
    ConnectorException refused(String operation, ObjectNode settings, MemoryTask task) {
        ConnectorException refused =
                catchThrowableOfType(ConnectorException.class, () -> run(operation, settings, task));
        assertThat(refused).as("refusal of " + operation).isNotNull();
        assertThat(task.files).as("files left by " + operation).isEmpty();
        return refused;
    }

    ConnectorException refused(String operation, ObjectNode settings, Service service) {
        return refused(operation, settings, task(service));
    }

    AgolaServer targetOf(Service service) {
        return switch (service) {
            case RUNSERVICE -> sandbox.targetRunservice();
            case CONFIGSTORE -> sandbox.targetConfigstore();
        };
    }

    AgolaServer sourceOf(Service service) {
        return switch (service) {
            case RUNSERVICE -> sandbox.sourceRunservice();
            case CONFIGSTORE -> sandbox.sourceConfigstore();
        };
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
