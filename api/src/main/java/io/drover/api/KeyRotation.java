package io.drover.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of the secrets when they were sealed with the newest key. */
@Schema(description = "What became of the secrets when they were sealed with the newest key.")
public record KeyRotation(
        @Schema(description = "Tells the newest key from others, and nothing else of it.", examples = "3f9a01c7")
        String key,

        @Schema(description = "Secrets that another key had sealed.")
        int sealedAgain,

        @Schema(
                description =
                        "Secrets that no key of the file opens, by name: they stay as they are, and have to be stored"
                                + " again.")
        List<String> unreadable) {

    public KeyRotation {
        unreadable = List.copyOf(unreadable);
    }
}
