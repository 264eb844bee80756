package io.drover.testkit;

import io.drover.spi.ConnectorException;
import io.drover.spi.DeleteSink;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what became of records that were to be deleted; may not own its batch. */
final class Deletes implements DeleteSink {

    private final boolean owns;
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final List<Finding> refused = new CopyOnWriteArrayList<>();

    Deletes(boolean owns) {
        this.owns = owns;
    }

    @Override
    public void deleted(String originId) {
        deleted.add(originId);
    }

    @Override
    public void refused(String originId, Finding why) {
        refused.add(why);
    }

    @Override
    public void checkOwnership() {
        if (!owns) {
            throw new ConnectorException("STALE_ATTEMPT", FailureType.INTERNAL, "another attempt owns the batch");
        }
    }

    List<String> deleted() {
        return deleted;
    }

    List<Finding> refused() {
        return refused;
    }
}
