package io.drover.connectors.agola;

import io.drover.connectors.agola.ListPage.ItemReader;
import io.drover.spi.ConnectorException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a v0.7 service lists, page by page (docs/contracts/agola.md 1.9): another way to its data than the export. A list has no total, so it ends
 * with an empty page; since a page may be empty by mistake, it is asked for once more. Whether all was listed is for the caller to
 * see, who knows the export.
 */
final class OldLists {

    /** Both are the most that v0.7 gives at a time. */
    private static final int RUNS_PAGE = 40;

    private static final int NAMES_PAGE = 20;

    private final ServiceAddress api;

    /** Does something with a run. */
    @FunctionalInterface
    interface RunTaker {
        void take(ListedRun run) throws IOException;
    }

    OldLists(ServiceAddress api) {
        this.api = api;
    }

    /**
     * Every run once, archived or not, ascending; also those without an id.
     *
     * @param twice is told of a run that is listed again
     * @throws ConnectorException {@code LISTING_INCOMPLETE} when the pages do not go on
     */
    void runs(RunTaker each, RunTaker twice) throws IOException {
        Set<String> near = new HashSet<>();
        boolean there = pages("runs", RUNS_PAGE, "runs", ListedItems::run, (start, page) -> {
            String last = start;
            Set<String> before = Set.copyOf(near);
            near.clear();
            for (ListedRun run : page) {
                if (run.id().isEmpty()) {
                    each.take(run);
                } else if (run.id().compareTo(last) > 0) {
                    last = run.id();
                    each.take(run);
                } else if (before.contains(run.id()) || near.contains(run.id())) {
                    twice.take(run);
                } else {
                    throw incomplete("runs", "gives run " + run.id() + " after " + last + ", which is out of order");
                }
                near.add(run.id());
            }
            return last;
        });
        if (!there) {
            throw broken("runs", "status 404");
        }
    }

    /**
     * How many there are of what is listed by name.
     *
     * @param list {@code users}, {@code orgs} or {@code remotesources}
     * @return nothing when there is no such list
     */
    OptionalLong named(String list) throws IOException {
        long[] nameless = new long[1];
        Set<String> names = new HashSet<>();
        boolean there = pages(list, NAMES_PAGE, null, ListedItems::name, (start, page) -> {
            String last = start;
            for (String name : page) {
                if (name.isEmpty()) {
                    nameless[0]++;
                } else if (names.add(name)) {
                    last = name;
                }
            }
            return last;
        });
        return there ? OptionalLong.of(names.size() + nameless[0]) : OptionalLong.empty();
    }

    /** Takes a page, and says after which item the next one begins: the same as before when nothing in it was new. */
    private interface Taker<T> {
        String take(String start, List<T> page) throws IOException;
    }

    /** Goes through all pages; false when there is no such list. */
    private <T> boolean pages(String list, int limit, @Nullable String field, ItemReader<T> reader, Taker<T> taker)
            throws IOException {
        String start = "";
        boolean again = false;
        while (true) {
            ListPage<T> page = api.list(
                    "/" + list + "?asc&limit=" + limit + start(start),
                    body -> ListPage.read(body, field, reader),
                    ListPage::refused);
            if (page.status() == 404 && start.isEmpty()) {
                return false;
            }
            String wrong = page.wrong();
            if (wrong != null) {
                throw broken(list, wrong);
            }
            String next = page.items().isEmpty() ? start : taker.take(start, page.items());
            if (!next.equals(start)) {
                start = next;
                again = false;
            } else if (!again) {
                again = true;
            } else if (page.items().isEmpty()) {
                return true;
            } else {
                throw incomplete(list, "brings nothing new after \"" + start + "\"");
            }
        }
    }

    private static String start(String last) {
        return last.isEmpty() ? "" : "&start=" + URLEncoder.encode(last, StandardCharsets.UTF_8);
    }

    private ConnectorException incomplete(String list, String what) {
        return AgolaFailures.external(
                "LISTING_INCOMPLETE",
                "The list /" + list + " of " + api.from() + " " + what
                        + ", so it cannot be read to its end. Look at the" + " service's log, then begin again.");
    }

    private ConnectorException broken(String list, String what) {
        return AgolaFailures.external(
                "LIST_BROKEN", api.from() + " answered the list /" + list + " with " + what + ". Look at its log.");
    }
}
