package io.drover.sandbox.zephyr;

import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Call;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The two envelopes of lists: offset and cursor. The default page is ten rows. */
final class Paging {

    private static final int DEFAULT_ROWS = 10;
    private static final int MOST_START = 1_000_000;

    private final String base;

    Paging(String base) {
        this.base = base;
    }

    /** Offset style: {@code cap} is the most rows in a page, {@code row} makes the n-th row of the whole list. */
    Answer offset(Call call, String path, int cap, int total, IntFunction<byte[]> row) {
        int startAt = number(call, "startAt", 0, 0, MOST_START);
        int rows = Math.min(cap, number(call, "maxResults", DEFAULT_ROWS, 1, Integer.MAX_VALUE));
        int end = (int) Math.min(total, (long) startAt + rows);
        boolean last = end >= total;
        ByteArrayOutputStream out = new ByteArrayOutputStream(512 + Math.max(0, end - startAt) * 900);
        String next = last
                ? "null"
                : '"'
                        + address(
                                call, path, Map.of("maxResults", String.valueOf(rows), "startAt", String.valueOf(end)))
                        + '"';
        write(
                out,
                "{\"next\":" + next + ",\"startAt\":" + startAt + ",\"maxResults\":" + rows + ",\"total\":" + total
                        + ",\"isLast\":" + last + ",\"values\":[");
        for (int i = startAt; i < end; i++) {
            if (i > startAt) {
                out.write(',');
            }
            out.writeBytes(row.apply(i));
        }
        write(out, "]}");
        return Answer.json(out.toByteArray());
    }

    /** Cursor style: {@code nextId} is where the next page starts, null on the last page. */
    Answer cursor(Call call, String path, int limit, List<byte[]> rows, @Nullable Long nextId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512 + rows.size() * 900);
        String next = nextId == null
                ? "null"
                : '"'
                        + address(call, path, Map.of("limit", String.valueOf(limit), "startAtId", nextId.toString()))
                        + '"';
        write(out, "{\"next\":" + next + ",\"nextStartAtId\":" + nextId + ",\"limit\":" + limit + ",\"values\":[");
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(rows.get(i));
        }
        write(out, "]}");
        return Answer.json(out.toByteArray());
    }

    static int limit(Call call, int cap) {
        return Math.min(cap, number(call, "limit", DEFAULT_ROWS, 1, Integer.MAX_VALUE));
    }

    static int number(Call call, String name, int otherwise, int least, int most) {
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

    private String address(Call call, String path, Map<String, String> place) {
        StringBuilder address = new StringBuilder(base).append(path).append('?');
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

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
