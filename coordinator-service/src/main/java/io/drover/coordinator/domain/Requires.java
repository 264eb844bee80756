package io.drover.coordinator.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a guarded step asks for before it begins (docs/guarded-migrations.md): each of these steps has ended in success.
 *
 * @param backup keeps what is about to be destroyed, and has proven it; null where none is needed
 * @param consent a person's; null where none is needed
 * @param maintenance keep everyone else out; absent: none
 */
public record Requires(@Nullable String backup, @Nullable String consent, List<String> maintenance) {

    @SuppressWarnings("ConstantConditions") // recipes leave out what they do not need
    public Requires {
        maintenance = maintenance == null ? List.of() : List.copyOf(maintenance);
    }

    /** All steps that are named. */
    public List<String> steps() {
        List<String> all = new ArrayList<>(maintenance);
        if (backup != null) {
            all.add(backup);
        }
        if (consent != null) {
            all.add(consent);
        }
        return all;
    }
}
