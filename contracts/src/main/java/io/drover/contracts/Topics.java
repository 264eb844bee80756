package io.drover.contracts;

/** Names of the topics. */
public final class Topics {

    /** Key: execution id. What became of attempts. */
    public static final String RESULTS = "drover.results";
    /** Key: execution id. Every decision and accepted result, kept. */
    public static final String JOURNAL = "drover.journal";
    /** Key: execution id. Coarse CloudEvents for the world. */
    public static final String EVENTS = "drover.events";
    /** Key: connector id, compacted. Descriptors that workers announce. */
    public static final String CONNECTORS = "drover.connectors";
    /** Key: execution id, compacted. What of it is given up; every worker process reads all of it, outside any group. */
    public static final String CANCELLATIONS = "drover.cancellations";
    /** Key: as it came. Only what could not be understood. */
    public static final String DEAD_LETTERS = "drover.dead-letters";

    private Topics() {}

    /** Key: batch id. One bounded attempt each. */
    public static String commands(Phase phase) {
        return "drover." + phase.word() + ".commands";
    }

    /** Where a message belongs. */
    public static String of(Message message) {
        return switch (message) {
            case Command command -> commands(command.batch().phase());
            case Result ignored -> RESULTS;
            case Cancel ignored -> CANCELLATIONS;
        };
    }

    /** Under which key it belongs there. */
    public static String key(Message message) {
        return switch (message) {
            case Command command -> command.batch().toString();
            case Result result -> result.batch().execution();
            case Cancel cancel -> cancel.execution();
        };
    }
}
