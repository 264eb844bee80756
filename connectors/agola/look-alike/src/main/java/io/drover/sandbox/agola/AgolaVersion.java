package io.drover.sandbox.agola;

import io.drover.sandbox.http.PlayedAnswer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A release that can be imitated, and what tells it from the others. */
public enum AgolaVersion {
    /** etcd and object storage; exports, but must not be imported into. */
    V0_7_1("v0.7.1"),
    V0_8_0("v0.8.0"),
    /** Tokens between the services. */
    V0_9_0("v0.9.0"),
    /** Errors are a JSON array. */
    V0_10_0("v0.10.0");

    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    private final String text;

    AgolaVersion(String text) {
        this.text = text;
    }

    /** With or without the last number: {@code v0.10} and {@code v0.10.0} are the same. */
    public static AgolaVersion of(String text) {
        for (AgolaVersion version : values()) {
            if (version.text.equals(text)
                    || version.text.substring(0, version.text.lastIndexOf('.')).equals(text)) {
                return version;
            }
        }
        String known = Arrays.stream(values()).map(AgolaVersion::toString).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("there is no Agola '" + text + "' here; there are " + known);
    }

    /** Whether it keeps its data in a database, tells whether it is in maintenance and can be imported into. */
    public boolean hasDatabase() {
        return this != V0_7_1;
    }

    boolean checksTokens() {
        return compareTo(V0_9_0) >= 0;
    }

    /** The answer to what succeeded and has nothing to say. */
    PlayedAnswer done() {
        return this == V0_10_0 ? PlayedAnswer.bare(200) : PlayedAnswer.of(200, JSON, "");
    }

    /** Every refusal of its own looks the same: its cause reaches the server's log only. */
    PlayedAnswer error(int status) {
        return this == V0_10_0
                ? PlayedAnswer.of(status, JSON, "[]")
                : PlayedAnswer.of(status, TEXT, "{\"code\":\"\",\"message\":\"\"}");
    }

    @Override
    public String toString() {
        return text;
    }
}
