package io.drover.coordinator.prune;

import io.drover.contracts.Signatures;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes away what executions that ended left behind, or tells how much that is. It works beside coordinators and workers, in small
 * transactions; broken off, it goes on when it is run again. Of an execution that has not ended it touches nothing.
 */
public final class Prune {

    private final Connection connection;
    private final StagingStore store;
    private final Map<String, Object> kafka;
    private final Signatures signatures;
    private final Clock clock;

    /**
     * @param connection to the database of coordinator and workers
     * @param kafka settings of consumers and producers
     * @param signatures of what is sent
     */
    public Prune(
            Connection connection, StagingStore store, Map<String, Object> kafka, Signatures signatures, Clock clock) {
        this.connection = connection;
        this.store = store;
        this.kafka = kafka;
        this.signatures = signatures;
        this.clock = clock;
    }

    /**
     * What was found, and whether it is gone now.
     *
     * @param phrase what has to be typed before receipts go; empty when none were asked for
     */
    public record Report(boolean pruned, List<Found> found, String phrase) {

        public Report {
            found = List.copyOf(found);
        }

        /** For people, or one JSON object. */
        public String text(boolean asJson) {
            if (asJson) {
                return DocumentJson.write(this);
            }
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT, "%-14s %10s %12s %15s  %s%n", "", "executions", "rows", "bytes", "ended"));
            for (Found each : found) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-14s %10d %12d %15d  %s%n",
                        each.kind(),
                        each.executions(),
                        each.rows(),
                        each.bytes(),
                        each.oldest() == null ? "-" : each.oldest() + " to " + each.newest()));
                if (each.kept() > 0) {
                    text.append(String.format("%-14s %d executions stay: %s%n", "", each.kept(), each.why()));
                }
            }
            if (pruned) {
                return text.append("Pruned.").toString();
            }
            text.append("Nothing is pruned yet: --yes does it");
            return text.append(phrase.isEmpty() ? "." : ", for receipts with --confirm '" + phrase + "'.")
                    .toString();
        }
    }

    /** @throws PruneException when what was asked for cannot be */
    public Report run(PruneOptions options) throws SQLException, IOException {
        PruneDatabase database = new PruneDatabase(connection);
        Map<Kind, Pruner> pruners = pruners(database);
        Instant now = clock.instant();
        List<Found> found = new ArrayList<>();
        for (Map.Entry<Kind, Duration> kind : new TreeMap<>(options.keptFor()).entrySet()) {
            found.add(of(pruners, kind.getKey()).look(now.minus(kind.getValue())));
        }
        String phrase = "";
        if (options.receiptsOf() != null) {
            ReceiptsPruner receipts = new ReceiptsPruner(database);
            String route = receipts.route(options.receiptsOf());
            Found looked = receipts.look(route);
            found.add(looked);
            phrase = ReceiptsPruner.phrase(looked);
            if (options.yes()) {
                receipts.prune(route, looked, options.confirm());
            }
        }
        if (options.yes()) {
            for (Map.Entry<Kind, Duration> kind : new TreeMap<>(options.keptFor()).entrySet()) {
                of(pruners, kind.getKey()).prune(now.minus(kind.getValue()));
            }
        }
        return new Report(options.yes(), found, phrase);
    }

    private Map<Kind, Pruner> pruners(PruneDatabase database) {
        Map<Kind, Pruner> pruners = new EnumMap<>(Kind.class);
        pruners.put(Kind.STAGING, new StagingPruner(database, store, clock));
        pruners.put(Kind.JOURNAL, new JournalPruner(database, clock));
        pruners.put(Kind.LEDGER, new LedgerPruner(database));
        pruners.put(Kind.CANCELLATIONS, new CancellationsPruner(database, kafka, signatures));
        return pruners;
    }

    private static Pruner of(Map<Kind, Pruner> pruners, Kind kind) {
        Pruner pruner = pruners.get(kind);
        if (pruner == null) {
            throw new IllegalArgumentException("nothing prunes " + kind);
        }
        return pruner;
    }
}
