package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Records of one kind that refer only to records of lower levels, cut into parts of the link batch's manifest.
 *
 * @param name for example {@code level-001}, {@code level-1000}
 * @param parts how many parts there are: {@code level-001-0000}, {@code level-001-0001} …
 * @param opened how many of them have been opened, the first ones; absent in what was written when all were opened at once, which
 *     means none
 */
public record Level(
        String name,
        int parts,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int opened) {

    Level(String name, int parts) {
        this(name, parts, 0);
    }

    /** From 1: names do not sort as levels do, {@code level-1000} comes after {@code level-999}. */
    int number() {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    String part(int number) {
        return "%s-%04d".formatted(name, number);
    }

    Level opening(int more) {
        return new Level(name, parts, opened + more);
    }

    boolean isOpened() {
        return opened == parts;
    }
}
