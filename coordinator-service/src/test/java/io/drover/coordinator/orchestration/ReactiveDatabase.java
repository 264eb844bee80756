package io.drover.coordinator.orchestration;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.drover.coordinator.CoordinatorSchema;
import io.drover.coordinator.persistence.AccessTokenRow;
import io.drover.coordinator.persistence.ExecutionRow;
import io.drover.coordinator.persistence.MigrationRow;
import io.drover.embedded.RunningServers;
import io.drover.embedded.SharedServers;
import java.sql.SQLException;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;

/** The coordinator's entities on a real database, through the client that the coordinator has. */
public final class ReactiveDatabase implements AutoCloseable {

    private final CoordinatorSchema tables;
    private final AgroalDataSource blocking;
    private final Mutiny.SessionFactory reactive;

    public ReactiveDatabase(String name) throws Exception {
        tables = new CoordinatorSchema(name);
        RunningServers servers = SharedServers.get();
        String url = "postgresql://" + servers.postgresHost() + ":" + servers.postgresPort() + "/" + name;
        blocking = blocking(servers, "jdbc:" + url);
        Configuration settings = new Configuration()
                .addAnnotatedClass(AccessTokenRow.class)
                .addAnnotatedClass(ExecutionRow.class)
                .addAnnotatedClass(MigrationRow.class)
                .setProperty("jakarta.persistence.jdbc.url", url + "?search_path=drover")
                .setProperty("jakarta.persistence.jdbc.user", servers.postgresUser())
                .setProperty("jakarta.persistence.jdbc.password", servers.postgresPassword());
        reactive = settings.buildSessionFactory(new ReactiveServiceRegistryBuilder()
                        .applySettings(settings.getProperties())
                        .build())
                .unwrap(Mutiny.SessionFactory.class);
    }

    private static AgroalDataSource blocking(RunningServers servers, String url) throws SQLException {
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .connectionFactoryConfiguration(connections -> connections
                                .jdbcUrl(url)
                                .principal(new NamePrincipal(servers.postgresUser()))
                                .credential(new SimplePassword(servers.postgresPassword())))));
    }

    public CoordinatorSchema tables() {
        return tables;
    }

    AgroalDataSource blocking() {
        return blocking;
    }

    public Mutiny.SessionFactory reactive() {
        return reactive;
    }

    @Override
    public void close() {
        reactive.close();
        blocking.close();
    }
}
