package io.drover.transformer;

import io.drover.contracts.Counts;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.Batch;
import java.util.List;
import java.util.Set;

/** Stages what the records of a batch became, and keeps their books: what came in is handed on, or was rejected. */
final class Transformed {

    private final Batch batch;
    private final String entityType;
    private final Set<String> emits;
    private long in;
    private long out;

    Transformed(Batch batch) {
        this.batch = batch;
        this.entityType = String.valueOf(batch.command().entityType());
        this.emits = Set.copyOf(batch.command().along().emits());
    }

    /** What the path made of a record: one of the same entity type and id, or none, and any number that other steps move. */
    void mapped(Record source, List<Record> made) {
        in++;
        int own = 0;
        for (Record target : made) {
            if (isOf(source, target)) {
                own++;
                handOn(target);
            } else if (emits.contains(target.entityType())) {
                batch.write("emitted-" + target.entityType(), target);
            } else {
                throw refused(source, target.entityType() + " " + target.id());
            }
        }
        if (own > 1) {
            throw refused(source, own + " of it");
        }
    }

    /** The path made it of a record of another step. */
    void made(Record record) {
        in++;
        handOn(record);
    }

    /** It came by a record of another step and could not be read; told where that was found. */
    void lost(String type) {
        if (type.equals(entityType)) {
            in++;
        }
    }

    Counts counts() {
        return new Counts(in, out, 0, in - out, 0, 0);
    }

    private void handOn(Record record) {
        out++;
        boolean linked =
                Ref.in(record.body()).stream().anyMatch(ref -> ref.entityType().equals(record.entityType()));
        batch.write(linked ? "linked" : "plain", record);
        batch.write("ids", record.id());
    }

    private static boolean isOf(Record source, Record target) {
        return target.entityType().equals(source.entityType()) && target.id().equals(source.id());
    }

    /** Books and receipts know one record of the same entity type and id for each record of the source. */
    private static ConnectorException refused(Record source, String what) {
        return new ConnectorException(
                "EMISSION_NOT_SUPPORTED",
                FailureType.INTERNAL,
                "the path makes " + what + " of the " + source.entityType() + " " + source.id()
                        + ", and no step of its recipe is from this one and moves that");
    }
}
