package io.drover.coordinator.domain;

import io.drover.api.Books;
import io.drover.contracts.Counts;
import io.drover.contracts.Phase;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps the books of steps. */
final class Bookkeeping {

    private static final Pattern REPORTED = Pattern.compile("books\\.(.+)\\.([a-z]+)");

    private Bookkeeping() {}

    /** Records that came by others were read with those: they are counted where they are first met. */
    static Books of(RecordsState step) {
        Counts transform = step.progress(Phase.TRANSFORM).counts();
        boolean read = step.progress(Phase.EXTRACT).done() > 0;
        Counts extract =
                read ? step.progress(Phase.EXTRACT).counts() : new Counts(transform.in(), transform.in(), 0, 0, 0, 0);
        Counts load = step.progress(Phase.LOAD).counts();
        Counts validate = step.progress(Phase.VALIDATE).counts();
        return new Books(
                extract.in(),
                load.out(),
                load.skipped(),
                extract.rejected() + transform.rejected() + load.rejected(),
                extract.dropped() + transform.dropped() + load.dropped(),
                validate.out(),
                validate.different(),
                load.updated());
    }

    /**
     * The books that an action kept: totals {@code books.<kind>.<word>} with the words of {@link Books}.
     *
     * @return by kind
     */
    static SortedMap<String, Books> reported(Map<String, Long> totals) {
        SortedMap<String, Map<String, Long>> words = new TreeMap<>();
        totals.forEach((word, n) -> {
            Matcher books = REPORTED.matcher(word);
            if (books.matches()) {
                words.computeIfAbsent(books.group(1), kind -> new HashMap<>()).put(books.group(2), n);
            }
        });
        SortedMap<String, Books> reported = new TreeMap<>();
        words.forEach((kind, n) -> reported.put(
                kind,
                new Books(
                        n.getOrDefault("extracted", 0L),
                        n.getOrDefault("loaded", 0L),
                        n.getOrDefault("skipped", 0L),
                        n.getOrDefault("rejected", 0L),
                        n.getOrDefault("dropped", 0L),
                        n.getOrDefault("verified", 0L),
                        n.getOrDefault("different", 0L),
                        n.getOrDefault("updated", 0L))));
        return reported;
    }
}
