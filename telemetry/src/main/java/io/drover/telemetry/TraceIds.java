package io.drover.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Ids of traces and spans that follow from what they are about, so that every process knows them and none has to be told:
 * one trace per execution, and a command's span from its batch and attempt.
 */
public final class TraceIds {

    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private TraceIds() {}

    /** The trace of an execution: 32 hexadecimal digits. */
    public static String trace(String execution) {
        return hash("trace " + execution, TRACE_BYTES);
    }

    /** The span in which an execution was submitted: 16 hexadecimal digits. */
    static String submission(String execution) {
        return hash("submission " + execution, SPAN_BYTES);
    }

    /** The span in which the command for an attempt was sent. */
    static String command(String batch, int attempt) {
        return hash("command " + batch + " " + attempt, SPAN_BYTES);
    }

    /** All zeros means "no id"; a hash that begins so is not met in practice, and harmless: the span is then left out. */
    private static String hash(String subject, int bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
