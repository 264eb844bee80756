package io.drover.coordinator.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * What a destructive step asks for before it begins (DESIGN §7): each of these steps has ended in success.
 *
 * @param backup keeps what is about to be destroyed, and has proven it
 * @param consent a person's
 * @param maintenance keep everyone else out
 */
public record Requires(String backup, String consent, List<String> maintenance) {

    public Requires {
        maintenance = List.copyOf(maintenance);
    }

    /** All steps that are named. */
    public List<String> steps() {
        List<String> all = new ArrayList<>(maintenance);
        all.add(backup);
        all.add(consent);
        return all;
    }
}
