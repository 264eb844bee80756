package io.drover.coordinator.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a consent is bound to, besides the plan.
 *
 * @param backup the step whose fact {@code sha256} names the proven backup; null when its guard asks for none
 * @param destroys steps whose totals {@code present.…} count what is to be destroyed
 * @param imports steps whose totals {@code out.…} count what takes its place, and whose fact {@code sha256} names the file
 * @param valid how long it holds
 */
public record ConsentTerms(@Nullable String backup, List<String> destroys, List<String> imports, Duration valid) {

    /** Of a person who lets a held execution go on whose failed step needs nobody's consent. */
    static final ConsentTerms NONE = new ConsentTerms(null, List.of(), List.of(), Duration.ofMinutes(15));

    public ConsentTerms {
        destroys = List.copyOf(destroys);
        imports = List.copyOf(imports);
    }
}
