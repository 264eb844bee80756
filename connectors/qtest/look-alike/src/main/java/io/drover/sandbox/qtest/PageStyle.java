package io.drover.sandbox.qtest;

import io.drover.sandbox.http.IncomingRequest;

/** Page and size of a list, with the names and defaults of its style (docs/contracts/zephyr-scale-and-qtest.md §3.2). */
record PageStyle(int page, int size) {

    static PageStyle of(IncomingRequest call, String sizeName, int defaultSize, int most, QTestQuirks quirks) {
        int page = number(call, "page", 1);
        int size = number(call, sizeName, defaultSize);
        if (size > most) {
            throw QTestErrors.badRequest("\"" + sizeName + "\" is at most " + most + ", not " + size);
        }
        int capped = quirks.pageCap() > 0 ? Math.min(size, quirks.pageCap()) : size;
        return new PageStyle(quirks.pageTwice() && page > 1 ? page - 1 : page, capped);
    }

    private static int number(IncomingRequest call, String name, int otherwise) {
        String text = call.query(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw QTestErrors.badRequest("\"" + name + "\" should be a number, not '" + text + "'");
        }
        throw QTestErrors.badRequest("\"" + name + "\" should be 1 or more, not " + text);
    }

    int from(int total) {
        return (int) Math.min(total, (page - 1L) * size);
    }

    int to(int total) {
        return (int) Math.min(total, (long) page * size);
    }
}
