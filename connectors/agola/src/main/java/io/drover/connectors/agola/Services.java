package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.Service;
import io.drover.http.Credentials;
import io.drover.http.HttpConnection;
import io.drover.http.HttpSettings;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The addresses of one Agola, opened for one attempt. */
final class Services implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final AgolaSettings settings;
    private final Map<Service, List<ServiceAddress>> apis = new EnumMap<>(Service.class);

    Services(Connection connection, Evidence evidence) {
        this.settings = AgolaSettings.DECLARED.read("Agola", connection.settings());
        for (Service service : Service.values()) {
            List<ServiceAddress> addresses = new ArrayList<>();
            for (String address : settings.addresses(service)) {
                addresses.add(new ServiceAddress(
                        service, address, connect(connection, service, address), evidence, settings.transferTimeout()));
            }
            apis.put(service, List.copyOf(addresses));
        }
    }

    private static HttpConnection connect(Connection connection, Service service, String address) {
        HttpSettings defaults = HttpSettings.DEFAULT;
        HttpSettings http = new HttpSettings(
                defaults.connectTimeout(),
                defaults.responseTimeout(),
                FIRST_PAUSE,
                LONGEST_PAUSE,
                defaults.patience(),
                false);
        return new HttpConnection(ServiceAddress.name(service), address, token(connection, service), http, connection);
    }

    /** Asked for from v0.9 on, and only where it is configured. */
    private static Credentials token(Connection connection, Service service) {
        String secret =
                switch (service) {
                    case RUNSERVICE -> AgolaSettings.RUNSERVICE_TOKEN;
                    case CONFIGSTORE -> AgolaSettings.CONFIGSTORE_TOKEN;
                };
        try {
            return Credentials.token(connection.secrets().value(secret));
        } catch (ConnectorException e) {
            if (e.code().equals("SECRET_NOT_NAMED")) {
                return Credentials.NONE;
            }
            throw e;
        }
    }

    AgolaSettings settings() {
        return settings;
    }

    /** The address that is exported from and imported to. */
    ServiceAddress first(Service service) {
        return all(service).getFirst();
    }

    /** The first address and the replicas. */
    List<ServiceAddress> all(Service service) {
        return Objects.requireNonNull(apis.get(service), service.word());
    }

    static Service other(Service service) {
        return switch (service) {
            case RUNSERVICE -> Service.CONFIGSTORE;
            case CONFIGSTORE -> Service.RUNSERVICE;
        };
    }

    @Override
    public void close() {
        apis.values().forEach(addresses -> addresses.forEach(ServiceAddress::close));
    }
}
