package io.drover.sandbox.agola;

import io.drover.sandbox.agola.NormalListing.Item;
import io.drover.sandbox.http.PlayedAnswer;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service's part of a database of v0.8 or later. */
final class NewStore implements Store {

    private static final NormalListing.Rules RUNS =
            new NormalListing.Rules(25, 40, Comparator.comparingLong(NewStore::number), true);
    private static final NormalListing.Rules USERS = new NormalListing.Rules(10, 20, Comparator.naturalOrder(), true);

    private final AgolaVersion version;
    private final AgolaService service;
    private final Database database;
    private final Export initial;

    NewStore(AgolaVersion version, AgolaService service, Database database, Export initial) {
        this.version = version;
        this.service = service;
        this.database = database;
        this.initial = initial;
        database.fill(service, initial);
    }

    @Override
    public Maintenance maintenance() {
        return database.maintenance();
    }

    /** What an import does first, in a transaction of its own. */
    void drop() {
        database.drop(service);
    }

    Database.Load load() {
        return database.load(service);
    }

    @Override
    public Export export() {
        return database.export(service);
    }

    @Override
    public ServiceContent content() throws IOException {
        Export export = export();
        Map<String, Integer> counts = new LinkedHashMap<>();
        database.tables(service).forEach((kind, table) -> counts.put(kind.word(), table.size()));
        MessageDigest digest = Hash.start();
        try (InputStream in = export.open()) {
            byte[] piece = new byte[1 << 16];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
            }
        }
        return new ServiceContent(counts, export.size(), HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public PlayedAnswer runs(MultiMap query, long most) throws IOException {
        String start = query.get("start");
        List<byte[]> page = start != null && !start.isEmpty() && number(start) < 0
                ? null
                : NormalListing.page(items(TableKind.RUN, "sequence"), query, RUNS, most);
        return page == null ? version.error(400) : NormalListing.runs(page);
    }

    @Override
    public PlayedAnswer users(MultiMap query, long most) throws IOException {
        List<byte[]> page = NormalListing.page(items(TableKind.USER, "name"), query, USERS, most);
        return page == null ? version.error(400) : NormalListing.users(page);
    }

    private List<Item> items(TableKind kind, String key) throws IOException {
        List<Item> items = new ArrayList<>();
        for (byte[] bytes : database.tables(service)
                .getOrDefault(kind, Collections.emptyNavigableMap())
                .values()) {
            Map<String, String> fields = ImportRow.fields(bytes);
            items.add(new Item(
                    fields.getOrDefault(key, ""), fields.getOrDefault("phase", ""), () -> withoutMeta(kind, bytes)));
        }
        return items;
    }

    /** The API's objects are the export's without their first field. */
    private static byte[] withoutMeta(TableKind kind, byte[] bytes) {
        String meta = "\"exportMeta\":{\"kind\":\"" + kind.word() + "\"},";
        return new String(bytes, StandardCharsets.UTF_8).replace(meta, "").getBytes(StandardCharsets.UTF_8);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public void reset() {
        database.endTransactions();
        database.drop(service);
        database.fill(service, initial);
        maintenance().request(false);
    }
}
