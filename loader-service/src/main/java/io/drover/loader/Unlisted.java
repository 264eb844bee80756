package io.drover.loader;

import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * References to records of another entity type that the source does not list at all: nobody can mend these, so the record goes without
 * them. What was listed and not loaded is another matter, since that one can be mended.
 */
final class Unlisted {

    private final Batch batch;
    private final Set<Ref> refs;
    private final @Nullable String code;

    private Unlisted(Batch batch, Set<Ref> refs, @Nullable String code) {
        this.batch = batch;
        this.refs = refs;
        this.code = code;
    }

    /** @param code of the findings; null where a record does not go without */
    static Unlisted of(Batch batch, BatchReferences references, List<Record> records, @Nullable String code) {
        Set<Ref> missing = new HashSet<>();
        if (code != null) {
            records.forEach(record -> Ref.in(record.body()).stream()
                    .filter(ref -> !ref.entityType().equals(record.entityType()) && !references.isThere(ref))
                    .forEach(missing::add));
        }
        for (String entityType : missing.stream().map(Ref::entityType).collect(Collectors.toSet())) {
            if (batch.has("listed-" + entityType)) {
                read(batch, entityType, missing);
            } else {
                missing.removeIf(ref -> ref.entityType().equals(entityType)); // nobody knows what is listed
            }
        }
        return new Unlisted(batch, missing, code);
    }

    private static void read(Batch batch, String entityType, Set<Ref> missing) {
        try {
            batch.read("listed-" + entityType, String.class, id -> missing.remove(new Ref(entityType, id)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record without such references; each that is left out is told. */
    Record without(Record record) {
        if (code == null || refs.isEmpty()) {
            return record;
        }
        Set<Ref> own = Ref.in(record.body()).stream().filter(refs::contains).collect(Collectors.toSet());
        if (own.isEmpty()) {
            return record;
        }
        own.forEach(ref -> batch.finding(new Finding(
                code,
                Severity.WARNING,
                record.entityType(),
                record.id(),
                null,
                ref.entityType() + " " + ref.id(),
                "The source does not list what this record refers to; it goes without.")));
        return record.with(Ref.without(record.body(), own));
    }
}
