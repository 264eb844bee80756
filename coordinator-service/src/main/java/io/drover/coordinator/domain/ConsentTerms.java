package io.drover.coordinator.domain;

import java.time.Duration;
import java.util.List;

/**
 * What a consent is bound to, besides the plan.
 *
 * @param backup the step whose fact {@code sha256} names the proven backup
 * @param destroys steps whose totals {@code present.…} count what is to be destroyed
 * @param imports steps whose totals {@code out.…} count what takes its place, and whose fact {@code sha256} names the file
 * @param valid how long it holds
 */
public record ConsentTerms(String backup, List<String> destroys, List<String> imports, Duration valid) {

    public ConsentTerms {
        destroys = List.copyOf(destroys);
        imports = List.copyOf(imports);
    }
}
