package io.drover.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.drover.settings.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Optional;

/** How long to wait for what, and how to get there. The object {@code http} in a connection's settings. */
@Secret(
        name = HttpSettings.PROXY_PASSWORD,
        title = "Proxy password",
        description = "The password of http.proxyUser at the proxy.",
        goesTo = "http.proxy")
public record HttpSettings(
        @JsonProperty("connectTimeoutMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "Connect timeout (ms)",
                description = "Longest time for the TCP and TLS handshake.",
                minimum = "1",
                maximum = "600000",
                defaultValue = "10000")
        Duration connectTimeout,

        @JsonProperty("responseTimeoutMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "Response timeout (ms)",
                description = "Longest time for the first byte of an answer, between two reads, and for a whole body.",
                minimum = "1",
                maximum = "3600000",
                defaultValue = "30000")
        Duration responseTimeout,

        @JsonProperty("firstBackoffMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "First pause (ms)",
                description = "The first pause before a request is repeated; doubled each time.",
                minimum = "1",
                maximum = "3600000",
                defaultValue = "1000")
        Duration firstBackoff,

        @JsonProperty("longestBackoffMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "Longest pause (ms)",
                description = "The longest pause before a request is repeated.",
                minimum = "1",
                maximum = "3600000",
                defaultValue = "60000")
        Duration longestBackoff,

        @JsonProperty("patienceMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "Patience (ms)",
                description = "The time that all attempts of one request may take together.",
                minimum = "1",
                maximum = "3600000",
                defaultValue = "25000")
        Duration patience,

        @Schema(
                title = "Compression",
                description = "Ask for gzip: worth it over a slow line, not within one machine.",
                defaultValue = "false")
        boolean compression,

        @Schema(
                title = "Proxy",
                description =
                        "The proxy between the worker and the system, as http://proxy.example:3128, or none. Default: what"
                                + " HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the worker say.",
                pattern = "^(none|http://[^/?#@\\s]+/?)$",
                maxLength = 300)
        Optional<String> proxy,

        @Schema(
                title = "Proxy user",
                description = "Who asks, where the proxy wants to know; the secret proxyPassword belongs to it.",
                maxLength = 200)
        Optional<String> proxyUser,

        @Schema(
                title = "Certificate authorities",
                description =
                        "Certificates in PEM, text that begins with -----BEGIN CERTIFICATE-----, which are trusted beside"
                                + " those of Java and of the installation.",
                maxLength = 16384)
        Optional<String> certificateAuthorities) {

    /** The word for no proxy, whatever the environment says. */
    static final String NO_PROXY = "none";

    /** The name of the secret that belongs to {@link #proxyUser()}. */
    static final String PROXY_PASSWORD = "proxyPassword";

    /** As the schema says; a definition of an earlier release may hold more. */
    private static final Duration LONGEST_CONNECT = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofHours(1);

    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(25),
            false);

    public HttpSettings {
        connectTimeout = atMost(LONGEST_CONNECT, connectTimeout);
        responseTimeout = atMost(LONGEST, responseTimeout);
        firstBackoff = atMost(LONGEST, firstBackoff);
        longestBackoff = atMost(LONGEST, longestBackoff);
        patience = atMost(LONGEST, patience);
        proxy = proxy.filter(text -> !text.isBlank());
        proxyUser = proxyUser.filter(text -> !text.isBlank());
        certificateAuthorities = certificateAuthorities.filter(text -> !text.isBlank());
    }

    /** With the proxy of the environment, and no more authorities. */
    public HttpSettings(
            Duration connectTimeout,
            Duration responseTimeout,
            Duration firstBackoff,
            Duration longestBackoff,
            Duration patience,
            boolean compression) {
        this(
                connectTimeout,
                responseTimeout,
                firstBackoff,
                longestBackoff,
                patience,
                compression,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    HttpSettings withPatience(Duration shorter) {
        return new HttpSettings(
                connectTimeout,
                responseTimeout,
                firstBackoff,
                longestBackoff,
                atMost(shorter, patience),
                compression,
                proxy,
                proxyUser,
                certificateAuthorities);
    }

    private static Duration atMost(Duration longest, Duration given) {
        return given.compareTo(longest) > 0 ? longest : given;
    }
}
