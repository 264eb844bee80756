package io.drover.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The value of a secret and what it is for, on its way to the server's store; {@code toString} does not show the value. */
@Schema(description = "The value of a secret, which cannot be read back, and what it is for: it is sent nowhere else.")
public record SecretValue(
        @Schema(format = "password", description = "At most 8 KiB.")
        String value,

        @Schema(description = "A connector's id, or archive for the password of an archive.", examples = "qtest")
        String connector,

        @Schema(
                description = "The addresses that it may be sent to, of which scheme, host and port count; none of an"
                        + " archive's password.",
                examples = "[\"https://yourcompany.qtestnet.com\"]")
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> addresses) {

    /** What seals archives is no connector's. */
    public static final String ARCHIVE = "archive";

    @SuppressWarnings("ConstantConditions") // absent for none
    public SecretValue {
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return "SecretValue[… for " + connector + "]";
    }
}
