package io.drover.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;

/** How long to wait for what. The object {@code http} in a connection's settings. */
public record HttpSettings(
        @JsonProperty("connectTimeoutMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "Connect timeout (ms)",
                description = "Longest time for the TCP and TLS handshake.",
                minimum = "1",
                defaultValue = "10000")
        Duration connectTimeout,

        @JsonProperty("responseTimeoutMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "Response timeout (ms)",
                description = "Longest time for the first byte of an answer, between two reads, and for a whole body.",
                minimum = "1",
                defaultValue = "30000")
        Duration responseTimeout,

        @JsonProperty("firstBackoffMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "First pause (ms)",
                description = "The first pause before a request is repeated; doubled each time.",
                minimum = "1",
                defaultValue = "1000")
        Duration firstBackoff,

        @JsonProperty("longestBackoffMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "Longest pause (ms)",
                description = "The longest pause before a request is repeated.",
                minimum = "1",
                defaultValue = "60000")
        Duration longestBackoff,

        @JsonProperty("patienceMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "Patience (ms)",
                description = "The time that all attempts of one request may take together.",
                minimum = "1",
                defaultValue = "25000")
        Duration patience,

        @Schema(
                title = "Compression",
                description = "Ask for gzip: worth it over a slow line, not within one machine.",
                defaultValue = "false")
        boolean compression) {

    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(25),
            false);

    public HttpSettings {
        connectTimeout = atMost(RetryAfter.LONGEST, connectTimeout);
        responseTimeout = atMost(RetryAfter.LONGEST, responseTimeout);
        firstBackoff = atMost(RetryAfter.LONGEST, firstBackoff);
        longestBackoff = atMost(RetryAfter.LONGEST, longestBackoff);
        patience = atMost(RetryAfter.LONGEST, patience);
    }

    HttpSettings withPatience(Duration shorter) {
        return new HttpSettings(
                connectTimeout, responseTimeout, firstBackoff, longestBackoff, atMost(shorter, patience), compression);
    }

    private static Duration atMost(Duration longest, Duration given) {
        return given.compareTo(longest) > 0 ? longest : given;
    }
}
