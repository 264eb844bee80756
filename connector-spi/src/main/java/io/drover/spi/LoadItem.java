package io.drover.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record to write.
 *
 * @param record its body with all references resolved to target ids; a null in it says that there is no value, and in an update
 *     that one which is there goes
 * @param targetId null to create; otherwise the record to update
 * @param contents those of its contents that are to be sent now; the target has the others. None for a target that does not say {@link
 *     EntityType.Can#ATTACH} of its entity type, or that is only asked where the record is
 */
public record LoadItem(Record record, @Nullable String targetId, List<ContentToLoad> contents) {

    public LoadItem {
        contents = List.copyOf(contents);
    }

    /** Without contents. */
    public LoadItem(Record record, @Nullable String targetId) {
        this(record, targetId, List.of());
    }
}
