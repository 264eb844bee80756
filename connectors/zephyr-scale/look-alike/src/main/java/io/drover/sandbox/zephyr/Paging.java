package io.drover.sandbox.zephyr;

import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.PlayedAnswer;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two envelopes of lists: offset and cursor. The default page is ten rows. */
final class Paging {

    private static final int DEFAULT_ROWS = 10;
    private static final int MOST_START = 1_000_000;

    private final String base;

    Paging(String base) {
        this.base = base;
    }

    /** A listing as one answer gives it: its name in {@link ListingForm}s, its path, its form. */
    record Listing(String path, int cap, ListingForm form) {

        private int cap(int asked) {
            return Math.min(asked, form.cap() > 0 ? Math.min(form.cap(), cap) : cap);
        }
    }

    /** Offset style. */
    PlayedAnswer offset(IncomingRequest call, Listing listing, ListRows rows) {
        int startAt = number(call, "startAt", 0, 0, MOST_START);
        int asked = number(call, "maxResults", DEFAULT_ROWS, 1, Integer.MAX_VALUE);
        int most = listing.cap(asked);
        ListingForm form = listing.form();
        RowPlaces places = new RowPlaces(form, rows.size());
        int end = (int) Math.min(places.end(), (long) startAt + most);
        boolean last = end >= places.end() && !form.endless();
        int next = end >= places.end() ? startAt : end;
        Envelope envelope = new Envelope(form);
        envelope.text(
                "next",
                last ? null : address(call, listing, Map.of("maxResults", String.valueOf(most), "startAt", next + "")));
        envelope.number("startAt", startAt);
        envelope.number("maxResults", form.capUntold() ? asked : most);
        envelope.number("total", places.total(startAt / most));
        envelope.truth("isLast", last);
        ByteArrayOutputStream values = new ByteArrayOutputStream(512 + Math.max(0, end - startAt) * 900);
        for (int place = startAt; place < end; place++) {
            int row = places.row(place);
            if (row >= 0) {
                add(values, rows.at(row));
            }
        }
        return PlayedAnswer.json(envelope.with(values));
    }

    /** The rows of one page of a cursor listing, and where the next begins: null after the last. */
    record CursorPage(List<byte[]> rows, @Nullable Long next) {}

    /** Cursor style. */
    PlayedAnswer cursor(IncomingRequest call, Listing listing, CursorPage page) {
        int asked = number(call, "limit", DEFAULT_ROWS, 1, Integer.MAX_VALUE);
        int limit = listing.cap(asked);
        Envelope envelope = new Envelope(listing.form());
        Long next = page.next();
        envelope.text(
                "next",
                next == null
                        ? null
                        : address(call, listing, Map.of("limit", String.valueOf(limit), "startAtId", next.toString())));
        envelope.number("nextStartAtId", next);
        envelope.number("limit", listing.form().capUntold() ? asked : limit);
        ByteArrayOutputStream values =
                new ByteArrayOutputStream(512 + page.rows().size() * 900);
        page.rows().forEach(row -> add(values, row));
        return PlayedAnswer.json(envelope.with(values));
    }

    /** The most rows of the page that is asked for. */
    static int limit(IncomingRequest call, Listing listing) {
        return listing.cap(number(call, "limit", DEFAULT_ROWS, 1, Integer.MAX_VALUE));
    }

    private static void add(ByteArrayOutputStream values, byte[] row) {
        if (values.size() > 0) {
            values.write(',');
        }
        values.writeBytes(row);
    }

    static int number(IncomingRequest call, String name, int otherwise, int least, int most) {
        String text = call.query(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw ZephyrErrors.badRequest(name + " should be a number, not '" + text + "'");
        }
        throw ZephyrErrors.badRequest(name + " should be from " + least + " to " + most + ", not " + text);
    }

    private String address(IncomingRequest call, Listing listing, Map<String, String> place) {
        String host = listing.form().nextHost();
        StringBuilder address = new StringBuilder(host.isEmpty() ? base : host)
                .append(listing.path())
                .append('?');
        call.query().forEach((name, value) -> {
            if (!place.containsKey(name)) {
                append(address, name, value);
            }
        });
        place.forEach((name, value) -> append(address, name, value));
        address.setLength(address.length() - 1);
        return address.toString();
    }

    private static void append(StringBuilder address, String name, String value) {
        address.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&');
    }
}
