package io.drover.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody may do. A word that is not here fails to decode: an unknown role never means any right. */
@Schema(
        enumeration = {"viewer", "operator", "approver", "administrator"},
        description =
                "viewer reads. operator reads, defines, begins, stops and confirms. approver reads, consents, resumes"
                        + " and abandons, and begins nothing. administrator does all of that, and keeps tokens and secrets.")
public enum AccessRole {
    VIEWER,
    OPERATOR,
    /** Apart from {@link #OPERATOR}, so that who begins and who consents can be two. */
    APPROVER,
    ADMINISTRATOR;

    /** Whether who has this role may do what wants {@code wanted}. */
    public boolean includes(AccessRole wanted) {
        return this == wanted || this == ADMINISTRATOR || wanted == VIEWER;
    }

    /** As people and JSON write it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when it is none */
    @JsonCreator
    public static AccessRole of(String word) {
        return find(word)
                .orElseThrow(() -> new IllegalArgumentException("must be "
                        + Arrays.stream(values()).map(AccessRole::word).collect(Collectors.joining(", "))));
    }

    public static Optional<AccessRole> find(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
