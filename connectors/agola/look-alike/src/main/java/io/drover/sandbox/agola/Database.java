package io.drover.sandbox.agola;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The database of a service of v0.8 or later; two services may wrongly share one (1.2 E5). Tables are replaced, never
 * changed, so that an export reads on undisturbed. Safe for any thread.
 */
final class Database {

    private final Map<TableKind, NavigableMap<String, byte[]>> tables = new EnumMap<>(TableKind.class);
    private final Maintenance maintenance = new Maintenance();
    private int age;

    /** The {@code maintenance} table: not among those that an import drops. */
    Maintenance maintenance() {
        return maintenance;
    }

    synchronized void drop(AgolaService service) {
        TableKind.of(service).forEach(tables::remove);
    }

    synchronized Map<TableKind, NavigableMap<String, byte[]>> tables(AgolaService service) {
        Map<TableKind, NavigableMap<String, byte[]>> own = new EnumMap<>(TableKind.class);
        for (TableKind kind : TableKind.of(service)) {
            NavigableMap<String, byte[]> table = tables.get(kind);
            if (table != null) {
                own.put(kind, table);
            }
        }
        return own;
    }

    /** Rows in the order of an export, each with a line end. */
    Export export(AgolaService service) {
        List<byte[]> rows = tables(service).values().stream()
                .flatMap(table -> table.values().stream())
                .toList();
        long size = rows.stream().mapToLong(row -> row.length + 1L).sum();
        return new Export() {
            @Override
            public InputStream open() {
                return new RowLines(rows.iterator());
            }

            @Override
            public long size() {
                return size;
            }
        };
    }

    /** Fills the tables before anybody looks. */
    void fill(AgolaService service, Export content) {
        Load load = load(service);
        ObjectSplitter splitter = new ObjectSplitter();
        byte[] piece = new byte[1 << 16];
        try (InputStream in = content.open()) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                for (byte[] object : splitter.feed(piece, n)) {
                    load.insert(ImportRow.read(service, object));
                }
            }
        } catch (IOException | ImportRow.Unfit e) {
            throw new IllegalArgumentException(
                    "a " + service + " cannot start with this content: " + e.getMessage(), e);
        }
        if (splitter.inside() || splitter.strayed()) {
            throw new IllegalArgumentException("a " + service + " cannot start with content that is not whole");
        }
        load.commit();
    }

    synchronized Load load(AgolaService service) {
        return new Load(service, age);
    }

    /** Ends the transactions that are open, without effect. */
    synchronized void endTransactions() {
        age++;
    }

    /** The transaction of an import: takes effect as a whole, or not at all. Foreign keys are checked row by row. */
    final class Load {

        private final AgolaService service;
        private final int begunAt;
        private final Map<TableKind, NavigableMap<String, byte[]>> loaded = new EnumMap<>(TableKind.class);
        private final Map<TableKind, Set<String>> unique = new HashMap<>();

        private Load(AgolaService service, int begunAt) {
            this.service = service;
            this.begunAt = begunAt;
        }

        void insert(ImportRow row) throws ImportRow.Unfit {
            TableKind kind = row.kind();
            String unique = kind.unique();
            if (unique != null
                    && !this.unique
                            .computeIfAbsent(kind, k -> new HashSet<>())
                            .add(row.fields().getOrDefault(unique, ""))) {
                throw new ImportRow.Unfit("a second " + kind.word() + " with the same " + unique, false);
            }
            for (Map.Entry<String, TableKind> reference : kind.references().entrySet()) {
                String id = row.fields().getOrDefault(reference.getKey(), "");
                Map<String, byte[]> table = loaded.get(reference.getValue());
                if (table == null || !table.containsKey(id)) {
                    throw new ImportRow.Unfit(
                            "a " + kind.word() + " whose " + reference.getKey() + " is not there", false);
                }
            }
            if (loaded.computeIfAbsent(kind, k -> new TreeMap<>()).putIfAbsent(row.id(), row.bytes()) != null) {
                throw new ImportRow.Unfit("a second " + kind.word() + " with the same id", false);
            }
        }

        void commit() {
            synchronized (Database.this) {
                if (begunAt == age) {
                    drop(service);
                    tables.putAll(loaded);
                }
            }
        }
    }
}
