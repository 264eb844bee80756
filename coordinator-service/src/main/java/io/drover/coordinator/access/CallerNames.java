package io.drover.coordinator.access;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which names stand in audits for somebody. Plain letters only, since two that look alike would be two people. */
public final class CallerNames {

    /** What audits say of Drover itself and of people whose name was not kept. */
    private static final Set<String> TAKEN =
            Set.of("a person", "admin", "administrator", "anonymous", "nobody", "person", "root", "somebody", "system");

    private static final String DROVER = "drover";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._@+-]| (?! )){0,62}[A-Za-z0-9]");

    private static final Pattern CLAIM = Pattern.compile("[!-~](?:[!-~]| (?! )){0,253}[!-~]");

    private CallerNames() {}

    /**
     * What is wrong with a name for a person or a program; null for nothing.
     *
     * @param own that of the installation's own token
     */
    public static @Nullable String wrong(@Nullable String name, String own) {
        if (name == null || !FORM.matcher(name).matches()) {
            return "must be 2 to 64 of A-Z a-z 0-9 . _ @ + - and single spaces between, from a letter or digit to one";
        }
        return isReserved(name, own)
                ? "\"" + name + "\" is reserved: in an audit it would not be a person's or a program's"
                : null;
    }

    /**
     * What is wrong with a name that a provider gives, which has a form of its own, often of numbers; null for nothing. All that is seen
     * of it is ASCII.
     */
    static @Nullable String wrongClaim(String name, String own) {
        return CLAIM.matcher(name).matches() && !isReserved(name, own) ? null : "is none that can be kept";
    }

    /**
     * What is wrong with the name of the installation's own token; null for nothing. It may be {@code administrator}, and not one that
     * begins with Drover's.
     */
    public static @Nullable String wrongOwn(String name) {
        return FORM.matcher(name).matches() && !isDrover(name)
                ? null
                : "must be 2 to 64 of A-Z a-z 0-9 . _ @ + - and single spaces between, and not begin with drover";
    }

    private static boolean isReserved(String name, String own) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isDrover(name) || TAKEN.contains(lower) || lower.equals(own.toLowerCase(Locale.ROOT));
    }

    private static boolean isDrover(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(DROVER);
    }
}
