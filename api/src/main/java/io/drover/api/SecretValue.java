package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The value of a secret, on its way to the server's store; {@code toString} does not show it. */
@Schema(description = "The value of a secret; it cannot be read back.")
public record SecretValue(@Schema(format = "password") String value) {

    @Override
    public String toString() {
        return "SecretValue[…]";
    }
}
