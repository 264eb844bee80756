package io.drover.cli.migration;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment, for the places of a file that say {@code ${env:NAME}}. */
public final class Variables {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

    private final Map<String, String> environment;

    public Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The variable's value, where it is set and not blank. */
    Optional<String> find(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The name in a text that is one reference and nothing else. */
    static Optional<String> referenceIn(String text) {
        Matcher matcher = REFERENCE.matcher(text.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The text with the values in place of the references, or nothing after having told what is not set. */
    Optional<String> replace(String text, Consumer<String> wrong) {
        Matcher matcher = REFERENCE.matcher(text);
        Optional<String> unset = matcher.results()
                .map(reference -> reference.group(1))
                .filter(name -> find(name).isEmpty())
                .findFirst();
        if (unset.isPresent()) {
            wrong.accept("the environment variable " + unset.get() + " is not set.");
            return Optional.empty();
        }
        return Optional.of(matcher.replaceAll(this::valueOf));
    }

    private String valueOf(MatchResult reference) {
        return Matcher.quoteReplacement(find(reference.group(1)).orElseThrow());
    }
}
