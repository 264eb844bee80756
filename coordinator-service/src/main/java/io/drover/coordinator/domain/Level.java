package io.drover.coordinator.domain;

/**
 * Records of one kind that refer only to records of lower levels, cut into parts of the link batch's manifest.
 *
 * @param name for example {@code level-001}; names sort as levels do
 * @param parts how many parts there are: {@code level-001-0000}, {@code level-001-0001} …
 */
public record Level(String name, int parts) {

    String part(int number) {
        return "%s-%04d".formatted(name, number);
    }
}
