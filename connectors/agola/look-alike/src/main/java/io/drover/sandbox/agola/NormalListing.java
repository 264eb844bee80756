package io.drover.sandbox.agola;

import com.fasterxml.jackson.core.JsonGenerator;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A page of what the normal API lists: {@code limit}, {@code start} (exclusive), {@code asc}, {@code phase}. */
final class NormalListing {

    /** Reads an item's JSON when it is on the page. */
    @FunctionalInterface
    interface Document {
        byte[] json() throws IOException;
    }

    /** @param key what the items are sorted by */
    record Item(String key, String phase, Document document) {}

    /** How a list differs from others. */
    record Rules(int usual, int most, Comparator<String> order, boolean zeroIsAll) {}

    /** What an Agola without change groups answers; clients hand it back unread. */
    private static final String UPDATE_TOKENS = "eyJjdXJfcmV2aXNpb24iOjMzMTAsImNoYW5nZV9ncm91cHNfcmV2aXNpb25zIjp7fX0=";

    private NormalListing() {}

    /**
     * Null for a limit that is none.
     *
     * @param listed how many items the list has at all
     */
    static @Nullable List<byte[]> page(List<Item> items, MultiMap query, Rules rules, long listed) throws IOException {
        int limit = rules.usual;
        String asked = query.get("limit");
        try {
            limit = asked == null || asked.isEmpty() ? limit : Integer.parseInt(asked);
        } catch (NumberFormatException e) {
            return null;
        }
        if (limit < 0) {
            return null;
        }
        boolean ascending = query.contains("asc");
        Comparator<String> order = ascending ? rules.order : rules.order.reversed();
        String start = query.get("start");
        List<String> phases = query.getAll("phase");
        Predicate<Item> wanted = item -> (start == null || start.isEmpty() || order.compare(item.key, start) > 0)
                && (phases.isEmpty() || phases.contains(item.phase));
        long most = limit == 0 && rules.zeroIsAll ? Long.MAX_VALUE : Math.min(limit, rules.most);
        List<byte[]> page = new ArrayList<>();
        for (Item item : items.stream()
                .sorted(Comparator.comparing(Item::key, order))
                .limit(listed)
                .filter(wanted)
                .limit(most)
                .toList()) {
            page.add(item.document.json());
        }
        return page;
    }

    static PlayedAnswer runs(List<byte[]> runs) {
        return PlayedAnswer.of(200, AgolaVersion.JSON, Json.bytes(out -> {
            out.writeStartObject();
            out.writeFieldName("runs");
            array(out, runs);
            out.writeStringField("change_groups_update_tokens", UPDATE_TOKENS);
            out.writeEndObject();
        }));
    }

    static PlayedAnswer users(List<byte[]> users) {
        return PlayedAnswer.of(200, AgolaVersion.JSON, Json.bytes(out -> array(out, users)));
    }

    private static void array(JsonGenerator out, List<byte[]> documents) throws IOException {
        out.writeStartArray();
        for (byte[] document : documents) {
            out.writeRawValue(new String(document, StandardCharsets.UTF_8));
        }
        out.writeEndArray();
    }
}
