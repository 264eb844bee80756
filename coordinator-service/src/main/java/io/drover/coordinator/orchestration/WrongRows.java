package io.drover.coordinator.orchestration;

import io.vertx.pgclient.PgException;

/** Tells rows that the database will never take from a database that cannot take any now. */
final class WrongRows {

    private WrongRows() {}

    static boolean are(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof PgException answered && answered.getSqlState() != null) {
                String state = answered.getSqlState();
                // Data exception, violated constraint, over a limit of the program: the same next time.
                return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
            }
        }
        return false;
    }
}
