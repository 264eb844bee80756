package io.drover.cli.view;

import io.drover.api.Books;
import java.util.ArrayList;
import java.util.List;

/** What became of all records, in one sentence that says no more than the counts do. */
final class Account {

    private Account() {}

    /** @param books that balance */
    static String of(Books books) {
        long notReadBack = books.there() - books.verified() - books.different();
        if (books.rejected() + books.dropped() + books.different() == 0 && notReadBack <= 0) {
            return "The books balance: every record is accounted for.";
        }
        List<String> parts = new ArrayList<>();
        add(parts, books.verified(), "in the target as " + (books.verified() == 1 ? "it" : "they") + " should be");
        add(parts, books.different(), "different or missing in the target");
        add(parts, notReadBack, "in the target and not read back");
        add(parts, books.rejected(), "rejected");
        add(parts, books.dropped(), "dropped");
        boolean one = books.extracted() == 1;
        return Figures.count(books.extracted()) + (one ? " record is" : " records are") + " accounted for: "
                + String.join(", ", parts) + ". The report says which and why.";
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Figures.count(count) + " " + what);
        }
    }
}
