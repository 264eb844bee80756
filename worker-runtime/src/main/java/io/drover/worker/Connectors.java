package io.drover.worker;

import io.drover.contracts.ConnectionRef;
import io.drover.contracts.SecretBinding;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.ConnectorException;
import io.drover.spi.Descriptor;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import io.drover.spi.OperationTraits;
import io.drover.spi.Operations;
import io.drover.spi.Secrets;
import io.drover.spi.Source;
import io.drover.spi.Target;
import io.drover.worker.pace.Governor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connectors on this worker's class path and among its plug-ins, and how a command's connection is opened. */
@ApplicationScoped
public class Connectors {

    private final SecretStore secretStore;
    private final Following following;
    private final Map<String, Connector> byId;

    @Inject
    Connectors(SecretStore secretStore, Attempts attempts, Governor governor, NetworkConfig config, Plugins plugins) {
        this(
                secretStore,
                (ref, title, meter) -> attempts.outside(
                        ref.connector(),
                        meter,
                        new AttemptTurns(governor, ref, title, meter.batch().execution())),
                plugins.all(Connector.class));
        // The connectors' HTTP client knows no configuration framework: it reads the system property.
        config.allow().ifPresent(networks -> System.setProperty("drover.network.allow", networks));
        config.certificateAuthorities()
                .ifPresent(file -> System.setProperty("drover.network.certificate-authorities", file.toString()));
    }

    Connectors(SecretStore secretStore, List<Connector> connectors) {
        this(secretStore, (ref, title, meter) -> meter, connectors);
    }

    /** @param following what is told of a connector's requests beside the meter of the batch */
    private Connectors(SecretStore secretStore, Following following, List<Connector> connectors) {
        this.secretStore = secretStore;
        this.following = following;
        this.byId = connectors.stream()
                .collect(Collectors.toUnmodifiableMap(c -> c.descriptor().id(), Function.identity()));
    }

    /** Who is told of a connection's requests beside the meter of the batch, and says when they may go. */
    private interface Following {
        Meter of(ConnectionRef ref, String title, CountingMeter meter);
    }

    public List<Descriptor> descriptors() {
        return byId.values().stream().map(Connector::descriptor).toList();
    }

    /** @param masks is told of each value that the connection is given */
    Source openSource(ConnectionRef ref, CountingMeter meter, Masks masks) {
        return connector(ref).openSource(connection(ref, meter, masks));
    }

    Target openTarget(ConnectionRef ref, CountingMeter meter, Masks masks) {
        return connector(ref).openTarget(connection(ref, meter, masks));
    }

    Operations openOperations(ConnectionRef ref, CountingMeter meter, Masks masks) {
        return connector(ref).openOperations(connection(ref, meter, masks));
    }

    /** What the connector says of one of its operations. @throws ConnectorException when it has none of that name */
    OperationTraits traits(ConnectionRef ref, String operation) {
        List<OperationTraits> known = connector(ref).descriptor().operations();
        return known.stream()
                .filter(traits -> traits.name().equals(operation))
                .findFirst()
                .orElseThrow(() -> new ConnectorException(
                        "OPERATION_UNKNOWN",
                        FailureType.INTERNAL,
                        "Connector " + ref.connector() + " has no operation " + operation + "; it has "
                                + known.stream().map(OperationTraits::name).toList()));
    }

    private Connector connector(ConnectionRef ref) {
        Connector connector = byId.get(ref.connector());
        if (connector == null) {
            throw new ConnectorException(
                    "CONNECTOR_UNKNOWN",
                    FailureType.USER,
                    "This worker has no connector " + ref.connector() + "; it has " + byId.keySet());
        }
        return connector;
    }

    private static String stored(ConnectionRef ref, String name) {
        String stored = ref.secrets().get(name);
        if (stored == null) {
            throw new ConnectorException(
                    "SECRET_NOT_NAMED",
                    FailureType.USER,
                    "Connection " + ref.name() + " names no secret for " + name + "; add it to the migration");
        }
        return stored;
    }

    /** Where a connection sends one of its secrets, by the connector's own name for it. */
    private SecretBinding use(ConnectionRef ref, String secret) {
        return SecretUse.of(ref, connector(ref).descriptor(), secret);
    }

    /** The values that a connection may send, to look for them in what comes back. */
    public Stream<String> toMask(ConnectionRef ref) {
        return byId.containsKey(ref.connector())
                ? ref.secrets().entrySet().stream()
                        .flatMap(secret -> secretStore.toMask(secret.getValue(), use(ref, secret.getKey())).stream())
                : Stream.empty(); // it cannot be opened here either
    }

    private Connection connection(ConnectionRef ref, CountingMeter meter, Masks masks) {
        Secrets secrets = new Secrets() {
            @Override
            public String value(String name) {
                String value = secretStore.value(stored(ref, name), use(ref, name));
                masks.also(value);
                return value;
            }

            @Override
            public void derived(String value) {
                masks.also(value);
            }
        };
        return new Connection(
                ref.name(),
                ref.settings(),
                secrets,
                ref.concurrency(),
                ref.origin(),
                following.of(ref, connector(ref).descriptor().title(), meter));
    }
}
