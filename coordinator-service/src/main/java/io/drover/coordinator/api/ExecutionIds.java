package io.drover.coordinator.api;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Ids of executions: the time in UTC and a random part, so that people see which one is later, and can say it aloud. On a route the
 * later one is the one with the higher turn; the id counts only for one that was never seen there.
 */
final class ExecutionIds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final String ALPHABET = "bcdfghjkmnpqrstvwxz23456789";
    private static final int RANDOM_LENGTH = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ExecutionIds() {}

    static String next() {
        StringBuilder id = new StringBuilder(TIME.format(Instant.now())).append('-');
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
