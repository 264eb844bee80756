package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Listing;
import io.drover.http.PageSize;
import io.drover.spi.Address;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names by id of one project, as far as they are known for certain, and how many cases go into a page. Kept in the process
 * for some minutes: connections are opened for every batch, the lists hardly ever change, and an id that is not in them is
 * asked for by itself.
 */
record NameLists(
        Map<String, Optional<String>> priorities,
        Map<String, Optional<String>> statuses,
        Map<String, Optional<String>> components,
        PageSize casesPage,
        long readAt) {

    private static final long KEPT_NANOS = Duration.ofMinutes(5).toNanos();
    private static final Map<Key, NameLists> KNOWN = new ConcurrentHashMap<>();

    /** @param token hash of the token: another user may see other things */
    private record Key(
            String address,
            String project,
            int pageSize,
            Map<String, String> componentNames,
            Optional<String> jiraUrl,
            String token) {}

    /** The lists of a project, read at most once in some minutes. */
    static NameLists of(ZephyrApi api, ZephyrScaleSettings settings, String token) {
        Key key = new Key(
                Address.normal(settings.baseUrl()),
                settings.projectKey(),
                settings.pageSize(),
                settings.componentNames(),
                settings.jiraUrl(),
                hash(token));
        NameLists known = KNOWN.get(key);
        if (known != null && System.nanoTime() - known.readAt < KEPT_NANOS) {
            return known;
        }
        NameLists read = new NameLists(
                list(api::priorities, settings.pageSize()),
                list(api::statuses, settings.pageSize()),
                new ConcurrentHashMap<>(),
                new PageSize(settings.pageSize()),
                System.nanoTime());
        KNOWN.put(key, read);
        return read;
    }

    /** An id that the list has not, or has without a name, is asked for by itself. */
    private static Map<String, Optional<String>> list(Listing.Fetch fetch, int pageSize) {
        Map<String, Optional<String>> names = new ConcurrentHashMap<>();
        for (JsonNode value : Listing.all(
                        () -> Listing.byOffset(
                                fetch, entry -> ListedEntry.id(entry).orElse(null), 0, pageSize),
                        pageSize)
                .values()) {
            String name = value.path("name").textValue();
            if (name != null && !name.isBlank()) {
                ListedEntry.id(value).ifPresent(id -> names.put(id, Optional.of(name)));
            }
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
