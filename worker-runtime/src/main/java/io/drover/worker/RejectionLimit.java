package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;

/**
 * Ends a batch when so many records in a row are rejected that it is the system and not the records. In a row means in the
 * order in which it was decided: about bad records a connector decides when the good ones are done, so that those of one batch
 * are in a row wherever they stand in it. Safe from several threads.
 */
public final class RejectionLimit {

    private static final int DEFAULT = 100;

    private final int most;
    private int inARow;

    private RejectionLimit(int most) {
        this.most = most;
    }

    /** As the migration's option {@code rejectedInARow} says. */
    public static RejectionLimit of(Command command) {
        return new RejectionLimit(command.options().path("rejectedInARow").asInt(DEFAULT));
    }

    public synchronized void accepted() {
        inARow = 0;
    }

    /** @throws ConnectorException {@code TOO_MANY_REJECTED} */
    public synchronized void rejected(Finding why) {
        inARow++;
        if (inARow >= most) {
            throw new ConnectorException(
                    "TOO_MANY_REJECTED",
                    FailureType.USER,
                    inARow + " records in a row were rejected, the last one, " + why.entityType() + " " + why.subject()
                            + ", as "
                            + why.code() + (why.evidence() == null ? "" : " (" + why.evidence() + ")")
                            + ". That is the system rather than the records; look at it, then run again, or raise the"
                            + " migration's option rejectedInARow.");
        }
    }
}
