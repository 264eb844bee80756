package io.drover.paths.zephyrqtest;

import io.drover.mapping.MappingPolicies;
import java.util.Locale;
import java.util.Map;

/** Where scripts go that are no steps: the path's own policies. */
record Scripts(PlainScript plain, BddScript bdd) {

    enum PlainScript {
        STEP,
        DESCRIPTION
    }

    enum BddScript {
        STEP,
        PRECONDITION
    }

    /** @throws IllegalArgumentException for a word that the schema of mapping files does not have */
    static Scripts of(MappingPolicies policies) {
        Map<String, String> own = policies.own();
        return new Scripts(PlainScript.valueOf(word(own, "plainScript")), BddScript.valueOf(word(own, "bddScript")));
    }

    private static String word(Map<String, String> own, String policy) {
        return own.getOrDefault(policy, "step").toUpperCase(Locale.ROOT);
    }
}
