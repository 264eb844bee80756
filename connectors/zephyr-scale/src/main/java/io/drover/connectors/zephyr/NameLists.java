package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names by id of one project, as far as they are known. Kept in the process for some minutes: connections are opened for
 * every batch, the lists hardly ever change, and an id that is not in them is asked for by itself.
 */
record NameLists(
        Map<String, Optional<String>> priorities,
        Map<String, Optional<String>> statuses,
        Map<String, Optional<String>> components,
        long readAt) {

    private static final long KEPT_NANOS = Duration.ofMinutes(5).toNanos();
    private static final Map<Key, NameLists> KNOWN = new ConcurrentHashMap<>();

    /** @param token hash of the token: another user may see other things */
    private record Key(String baseUrl, String project, String token) {}

    /** The lists of a project, read at most once in some minutes. */
    static NameLists of(ZephyrApi api, ZephyrScaleSettings settings, String token) {
        Key key = new Key(settings.baseUrl(), settings.projectKey(), hash(token));
        NameLists known = KNOWN.get(key);
        if (known != null && System.nanoTime() - known.readAt < KEPT_NANOS) {
            return known;
        }
        NameLists read = new NameLists(
                list(api::priorities, settings.pageSize()),
                list(api::statuses, settings.pageSize()),
                new ConcurrentHashMap<>(),
                System.nanoTime());
        KNOWN.put(key, read);
        return read;
    }

    private static Map<String, Optional<String>> list(OffsetPage.Fetch fetch, int pageSize) {
        Map<String, Optional<String>> names = new ConcurrentHashMap<>();
        OptionalInt from = OptionalInt.of(0);
        while (from.isPresent()) {
            OffsetPage page = fetch.at(from.getAsInt(), pageSize);
            for (JsonNode value : page.values()) {
                names.put(
                        value.path("id").asText(),
                        Optional.ofNullable(value.path("name").textValue()));
            }
            from = page.next();
        }
        return names;
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
