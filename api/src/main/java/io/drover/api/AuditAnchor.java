package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where else heads of an audit are kept. */
@Schema(description = "Where else heads of an audit are kept, and how far they reach.")
public record AuditAnchor(
        @Schema(examples = "drover.journal") String where,

        @Schema(description = "How many heads of this audit are there.")
        long heads,

        @Schema(description = "Those without a signature: of a release that did not sign.")
        long unsigned,

        @Schema(description = "The last line that one of them confirms; 0 for none.")
        long upTo) {}
