package io.drover.coordinator;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import org.eclipse.microprofile.config.spi.Converter;

/** PostgreSQL, where migrations and executions are. Prefix {@code drover.database}. Nobody asks for it: read at the start, it refuses what is not given. */
@Unremovable
@ConfigMapping(prefix = "drover.database")
public interface CoordinatorDatabaseConfig {

    String host();

    int port();

    String name();

    String user();

    /** Without a default, which all the world would know. */
    @WithConverter(Given.class)
    String password();

    /** A password that somebody gave. */
    final class Given implements Converter<String> {

        private static final String MISSING = "There is no password for the database. Set drover.database.password:"
                + " by the environment variable DROVER_DATABASE_PASSWORD, or in a file that SMALLRYE_CONFIG_LOCATIONS"
                + " names.";

        @Override
        public String convert(String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(MISSING);
            }
            return value;
        }
    }
}
