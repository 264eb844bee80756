package io.drover.process;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Duration;
import java.util.Optional;

/** Where to log in by SSH, and how to know that it is that host. The object {@code ssh} in a connection's settings. */
public record SshSettings(
        @Schema(title = "Host", description = "Name or address of the host.", requiredMode = RequiredMode.REQUIRED)
        String host,

        @Schema(
                title = "Port",
                description = "Port of its SSH server.",
                minimum = "1",
                maximum = "65535",
                defaultValue = "22")
        int port,

        @Schema(title = "User", description = "Who logs in.", requiredMode = RequiredMode.REQUIRED)
        String user,

        @Schema(
                title = "Host key",
                description =
                        "What the host is known by: the SHA256 fingerprint of its key, as ssh-keygen -lf shows it, or its lines"
                                + " in known_hosts. Without it nothing is run; the failure says which key was seen.")
        Optional<String> hostKey,

        @JsonProperty("connectTimeoutMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "Connect timeout (ms)",
                description = "Longest time to connect, and as long again to agree on keys and log in.",
                minimum = "1",
                defaultValue = "10000")
        Duration connectTimeout,

        @JsonProperty("keepAliveMs")
        @JsonFormat(pattern = "MILLIS")
        @Schema(
                title = "Keep-alive (ms)",
                description =
                        "How often the host is asked whether it is there. After three questions without an answer the"
                                + " connection is lost.",
                minimum = "100",
                defaultValue = "15000")
        Duration keepAlive) {}
