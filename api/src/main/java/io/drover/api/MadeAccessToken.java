package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token that was just made, with its value, which is shown this once; {@code toString} does not show it. */
@Schema(description = "A token that was just made.")
public record MadeAccessToken(
        AccessToken token,

        @Schema(description = "What to send: it is kept hashed and shown this once.", format = "password")
        String value) {

    @Override
    public String toString() {
        return "MadeAccessToken[" + token + ", …]";
    }
}
