package io.drover.api;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A secret that the server keeps: everything but its value. */
@Schema(description = "A secret that the server keeps, without its value.")
public record StoredSecret(
        @Schema(examples = "payments-target-token") String name,

        @Schema(
                description =
                        "The connector that it is for; null of one that an earlier release stored, which cannot be used"
                                + " until it is stored again.",
                examples = "qtest")
        @Nullable
        String connector,

        @Schema(
                description = "The addresses that it may be sent to.",
                examples = "[\"https://yourcompany.qtestnet.com\"]")
        List<String> addresses,

        @Schema(description = "When it was stored last.") Instant changedAt) {

    public StoredSecret {
        addresses = List.copyOf(addresses);
    }
}
