package io.drover.sandbox.agola;

import java.time.Duration;

/**
 * A source pair of v0.7.1 and a target pair of a later version.
 *
 * @param host address to listen on
 * @param ports 0 for any free ones
 * @param source what the source holds
 * @param target what the target holds beforehand; empty for nothing
 * @param unarchivedRuns JSON objects, one run each, that the source lists and does not export
 * @param targetVersion v0.8 or later
 * @param targetToken wanted from v0.9 on in default mode; empty for none
 * @param targetSharesDatabase both target services use one database, as nobody should
 * @param windows how long changes of maintenance take
 */
public record AgolaOptions(
        String host,
        Ports ports,
        Pair source,
        Pair target,
        Export unarchivedRuns,
        AgolaVersion targetVersion,
        String targetToken,
        boolean targetSharesDatabase,
        Windows windows) {

    /** What a run service and a config store hold. */
    public record Pair(Export runservice, Export configstore) {

        public static final Pair EMPTY = new Pair(Export.EMPTY, Export.EMPTY);

        /** The real exports of v0.7.1. */
        public static final Pair REAL =
                new Pair(Export.real(AgolaService.RUNSERVICE), Export.real(AgolaService.CONFIGSTORE));

        /** The same, converted for v0.8. */
        public static final Pair REAL_CONVERTED =
                new Pair(Export.realConverted(AgolaService.RUNSERVICE), Export.realConverted(AgolaService.CONFIGSTORE));

        Export of(AgolaService service) {
            return switch (service) {
                case RUNSERVICE -> runservice;
                case CONFIGSTORE -> configstore;
            };
        }
    }

    /** Where they listen; 0 is any free port. */
    public record Ports(
            int sourceRunservice, int sourceConfigstore, int targetRunservice, int targetConfigstore, int admin) {

        public static final Ports ANY = new Ports(0, 0, 0, 0, 0);
    }

    /**
     * How long a change of maintenance takes.
     *
     * @param poll how often v0.8 and later look whether it was asked for; v0.7 is told at once
     * @param outage how long the port is closed then
     */
    public record Windows(Duration poll, Duration outage) {

        /** As measured. */
        public static final Windows REAL = new Windows(Duration.ofSeconds(1), Duration.ofMillis(1100));

        /** For tests: long enough to be seen. */
        public static final Windows QUICK = new Windows(Duration.ofMillis(60), Duration.ofMillis(120));

        public Windows {
            if (poll.toMillis() < 1 || outage.toMillis() < 1) {
                throw new IllegalArgumentException("poll and outage are at least a millisecond");
            }
        }
    }

    public AgolaOptions {
        if (!targetVersion.hasDatabase()) {
            throw new IllegalArgumentException("a target is v0.8 or later, not " + targetVersion);
        }
    }

    /** The real data of v0.7.1, an empty v0.8.0, windows as measured. */
    public static AgolaOptions real() {
        return new AgolaOptions(
                "127.0.0.1",
                Ports.ANY,
                Pair.REAL,
                Pair.EMPTY,
                Export.realUnarchivedRuns(),
                AgolaVersion.V0_8_0,
                "",
                false,
                Windows.REAL);
    }

    /** The same with short windows, for tests. */
    public static AgolaOptions quick() {
        return real().with(Windows.QUICK);
    }

    public AgolaOptions with(Windows changed) {
        return new AgolaOptions(
                host, ports, source, target, unarchivedRuns, targetVersion, targetToken, targetSharesDatabase, changed);
    }

    public AgolaOptions with(Ports changed) {
        return new AgolaOptions(
                host,
                changed,
                source,
                target,
                unarchivedRuns,
                targetVersion,
                targetToken,
                targetSharesDatabase,
                windows);
    }

    public AgolaOptions on(String address) {
        return new AgolaOptions(
                address,
                ports,
                source,
                target,
                unarchivedRuns,
                targetVersion,
                targetToken,
                targetSharesDatabase,
                windows);
    }

    public AgolaOptions source(Pair content, Export unarchived) {
        return new AgolaOptions(
                host, ports, content, target, unarchived, targetVersion, targetToken, targetSharesDatabase, windows);
    }

    public AgolaOptions target(Pair content) {
        return new AgolaOptions(
                host,
                ports,
                source,
                content,
                unarchivedRuns,
                targetVersion,
                targetToken,
                targetSharesDatabase,
                windows);
    }

    public AgolaOptions target(AgolaVersion version) {
        return new AgolaOptions(
                host, ports, source, target, unarchivedRuns, version, targetToken, targetSharesDatabase, windows);
    }

    public AgolaOptions targetToken(String token) {
        return new AgolaOptions(
                host, ports, source, target, unarchivedRuns, targetVersion, token, targetSharesDatabase, windows);
    }

    public AgolaOptions targetSharesDatabase(boolean shares) {
        return new AgolaOptions(
                host, ports, source, target, unarchivedRuns, targetVersion, targetToken, shares, windows);
    }

    @Override
    public String toString() {
        return "AgolaOptions[" + host + ", target=" + targetVersion + ", windows=" + windows + "]";
    }
}
