package io.drover.coordinator;

import io.drover.contracts.Signatures;
import io.drover.coordinator.prune.Prune;
import io.drover.coordinator.prune.PruneException;
import io.drover.coordinator.prune.PruneOptions;
import io.drover.staging.S3Options;
import io.drover.staging.StagingStore;
import io.drover.staging.StagingStores;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** The argument {@code prune}: answers 0 when it is done or counted, 1 when it is refused or broken off, 2 for a wrong command line. */
final class PruneProgram {

    private static final String STAGING = "file:///var/lib/drover/staging";

    private PruneProgram() {}

    static int run(Config config, List<String> arguments) {
        String url = Coordinator.database(config) + "?ApplicationName=drover-prune";
        URI staging = URI.create(
                config.getOptionalValue("drover.staging.uri", String.class).orElse(STAGING));
        S3Options s3 = new S3Options(
                config.getOptionalValue("drover.staging.s3.endpoint", URI.class),
                config.getOptionalValue("drover.staging.s3.region", String.class));
        try {
            PruneOptions options = PruneOptions.of(arguments);
            try (Connection connection = DriverManager.getConnection(
                            url, Coordinator.value(config, "drover.database.user"), Coordinator.password(config));
                    StagingStore store = StagingStores.open(staging, s3)) {
                Prune prune = new Prune(
                        connection,
                        store,
                        Coordinator.kafka(config),
                        new Signatures(Coordinator.key(config)),
                        Clock.systemUTC());
                System.out.println(prune.run(options).text(options.json()));
                return 0;
            }
        } catch (PruneException e) {
            System.err.println(e.getMessage());
            return e.isBadInput() ? 2 : 1;
        } catch (SQLException | IOException | RuntimeException e) {
            System.err.println("Not pruned to the end, and nothing is half pruned; run it again: " + e.getMessage());
            return 1;
        }
    }
}
