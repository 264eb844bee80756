package io.drover.coordinator.orchestration;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells rows that the database will never take from a database that cannot take any now. */
final class WrongRows {

    private WrongRows() {}

    static boolean are(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String state = state(each);
            if (state != null) {
                // Data exception, violated constraint, over a limit of the program: the same next time.
                return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
            }
        }
        return false;
    }

    /** Hibernate Reactive makes a new SQLException of what the client says, without it as the cause. */
    private static @Nullable String state(Throwable failure) {
        return switch (failure) {
            case SQLException refused -> refused.getSQLState();
            case PgException answered -> answered.getSqlState();
            default -> null;
        };
    }
}
