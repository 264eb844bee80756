package io.drover.sandbox.agola;

import java.time.Duration;

/**
 * A source pair of v0.7.1 and a target pair of a later version.
 *
 * @param host address to listen on
 * @param ports 0 for any free ones
 * @param windows how long changes of maintenance take
 */
public record AgolaOptions(String host, Ports ports, Windows windows, Source source, Target target) {

    /**
     * The pair that is moved away from.
     *
     * @param unarchivedRuns JSON objects, one run each, that it lists and does not export
     */
    public record Source(Pair content, Export unarchivedRuns) {}

    /**
     * The pair that is moved to.
     *
     * @param content what it holds beforehand; empty for nothing
     * @param version v0.8 or later
     * @param token wanted from v0.9 on in default mode; empty for none
     * @param sharesDatabase both services use one database, as nobody should
     */
    public record Target(Pair content, AgolaVersion version, String token, boolean sharesDatabase) {

        public Target {
            if (!version.hasDatabase()) {
                throw new IllegalArgumentException("a target is v0.8 or later, not " + version);
            }
        }
    }

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

    /** The real data of v0.7.1, an empty v0.8.0, windows as measured. */
    public static AgolaOptions real() {
        return new AgolaOptions(
                "127.0.0.1",
                Ports.ANY,
                Windows.REAL,
                new Source(Pair.REAL, Export.realUnarchivedRuns()),
                new Target(Pair.EMPTY, AgolaVersion.V0_8_0, "", false));
    }

    /** The same with short windows, for tests. */
    public static AgolaOptions quick() {
        return real().with(Windows.QUICK);
    }

    public AgolaOptions on(String address) {
        return new AgolaOptions(address, ports, windows, source, target);
    }

    public AgolaOptions with(Ports changed) {
        return new AgolaOptions(host, changed, windows, source, target);
    }

    public AgolaOptions with(Windows changed) {
        return new AgolaOptions(host, ports, changed, source, target);
    }

    public AgolaOptions source(Pair content, Export unarchived) {
        return new AgolaOptions(host, ports, windows, new Source(content, unarchived), target);
    }

    private AgolaOptions to(Target changed) {
        return new AgolaOptions(host, ports, windows, source, changed);
    }

    public AgolaOptions target(Pair content) {
        return to(new Target(content, target.version, target.token, target.sharesDatabase));
    }

    public AgolaOptions target(AgolaVersion version) {
        return to(new Target(target.content, version, target.token, target.sharesDatabase));
    }

    public AgolaOptions targetToken(String token) {
        return to(new Target(target.content, target.version, token, target.sharesDatabase));
    }

    public AgolaOptions targetSharesDatabase(boolean shares) {
        return to(new Target(target.content, target.version, target.token, shares));
    }

    @Override
    public String toString() {
        return "AgolaOptions[" + host + ", target=" + target.version + ", windows=" + windows + "]";
    }
}
