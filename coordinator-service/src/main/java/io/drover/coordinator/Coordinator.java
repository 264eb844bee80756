package io.drover.coordinator;

import io.drover.contracts.InstallationKey;
import io.drover.coordinator.journal.Provenance;
import io.drover.coordinator.journal.Rebuild;
import io.drover.coordinator.journal.RebuildException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * The program: the service, or with the argument {@code rebuild} the way back from the log to the tables, which starts nothing
 * else and ends with 0 when it is done, 1 when it is refused; with {@code prune} what takes away what ended executions left.
 */
@QuarkusMain
public final class Coordinator {

    private static final Logger LOG = Logger.getLogger(Coordinator.class);

    private static final String WITHOUT = "--without";
    private static final String UNSIGNED = "--unsigned";

    private Coordinator() {}

    public static void main(String... args) {
        if (args.length > 0 && args[0].equals("rebuild")) {
            showLog();
            System.exit(rebuild(ConfigProvider.getConfig(), List.of(args).subList(1, args.length)));
        }
        if (args.length > 0 && args[0].equals("prune")) {
            showLog();
            List<String> options = List.of(args).subList(1, args.length);
            System.exit(PruneProgram.run(ConfigProvider.getConfig(), options));
        }
        Quarkus.run(args);
    }

    /** JDBC, without a schema. */
    static String database(Config config) {
        return "jdbc:postgresql://" + value(config, "drover.database.host") + ":"
                + value(config, "drover.database.port") + "/" + value(config, "drover.database.name");
    }

    private static int rebuild(Config config, List<String> options) {
        try {
            Rebuild.Rebuilt rebuilt = Rebuild.run(
                    kafka(config),
                    database(config),
                    value(config, "drover.schema-owner.user"),
                    ownerPassword(config),
                    key(config),
                    unsigned(options),
                    without(options));
            LOG.infof(
                    "Rebuilt from the log migrations=%d executions=%d goingOn=%d entries=%d durationMs=%d."
                            + " Secrets and tokens are not in it: hand them in, and make them, again",
                    rebuilt.migrations(),
                    rebuilt.executions(),
                    rebuilt.goingOn(),
                    rebuilt.entries(),
                    rebuilt.took().toMillis());
            if (rebuilt.unsigned() > 0) {
                LOG.warnf(
                        "Entries without a signature of this installation were believed entries=%d: a release wrote"
                                + " them that did not sign, or it was asked for",
                        rebuilt.unsigned());
            }
            if (rebuilt.passedOver().count() > 0) {
                LOG.warnf(
                        "The log holds %d messages that are no entries of it, or were not signed, and they were passed"
                                + " over: %s. Something else writes to that topic",
                        rebuilt.passedOver().count(), rebuilt.passedOver());
            }
            rebuilt.asRecorded()
                    .forEach((id, otherwise) -> LOG.warnf(
                            "An execution that ended is as its log says, and its figures are as near to that as this"
                                    + " release decides executionId=%s: %s",
                            id, otherwise));
            rebuilt.without()
                    .forEach((id, entries) ->
                            LOG.warnf("An execution was left out, as asked executionId=%s entries=%d", id, entries));
            return 0;
        } catch (RebuildException e) {
            LOG.errorf("Not rebuilt, nothing is changed: %s", e.getMessage());
        } catch (SQLException | RuntimeException e) {
            LOG.errorf(e, "Not rebuilt, nothing is changed");
        }
        return 1;
    }

    private static Set<String> without(List<String> options) {
        Set<String> without = new TreeSet<>();
        for (int i = 0; i < options.size(); i += 2) {
            boolean known = options.get(i).equals(WITHOUT) || options.get(i).equals(UNSIGNED);
            if (!known || i + 1 == options.size()) {
                throw new RebuildException("rebuild takes " + WITHOUT + " ID, any number of times, and " + UNSIGNED
                        + " take or pass-over, and not: " + String.join(" ", options.subList(i, options.size())));
            }
            if (options.get(i).equals(WITHOUT)) {
                without.add(options.get(i + 1));
            }
        }
        return without;
    }

    private static Provenance.Unsigned unsigned(List<String> options) {
        int given = options.lastIndexOf(UNSIGNED);
        return given < 0 || given + 1 == options.size()
                ? Provenance.Unsigned.REFUSE
                : Provenance.Unsigned.of(options.get(given + 1));
    }

    /** Quarkus holds messages back until it has started, which it does not here. */
    private static void showLog() {
        ConsoleHandler console =
                new ConsoleHandler(new PatternFormatter("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p %s%e%n"));
        console.setLevel(Level.INFO);
        LogContext context = LogContext.getLogContext();
        context.getLogger("").setHandlers(new Handler[] {console});
        context.getLogger("org.apache.kafka").setLevel(Level.WARN);
        context.getLogger("org.flywaydb").setLevel(Level.WARN);
    }

    /** What Quarkus would hand to Kafka's consumers: the settings {@code kafka.*}, in the environment {@code KAFKA_*}. */
    static Map<String, Object> kafka(Config config) {
        Map<String, Object> settings = new HashMap<>();
        for (String name : ConsumerConfig.configNames()) {
            config.getOptionalValue("kafka." + name, String.class).ifPresent(value -> settings.put(name, value));
        }
        return settings;
    }

    /** @throws IllegalStateException when there is none */
    static InstallationKey key(Config config) {
        return InstallationKey.read(
                config.getOptionalValue("drover.secrets.key-file", String.class).map(Path::of));
    }

    /** @throws IllegalArgumentException when nobody gave one */
    static String password(Config config) {
        return new CoordinatorDatabaseConfig.Given()
                .convert(config.getOptionalValue("drover.database.password", String.class)
                        .orElse(""));
    }

    /** @throws IllegalArgumentException when nobody gave one */
    private static String ownerPassword(Config config) {
        password(config); // which it is unless said otherwise
        return value(config, "drover.schema-owner.password");
    }

    static String value(Config config, String name) {
        return config.getValue(name, String.class);
    }
}
