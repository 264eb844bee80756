package io.drover.sandbox.agola;

import io.drover.sandbox.agola.NormalListing.Document;
import io.drover.sandbox.agola.NormalListing.Item;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the runs and users are in an export of v0.7, so that they can be listed without holding them. */
record ExportIndex(ServiceContent content, List<Item> runs, List<Item> users) {

    static ExportIndex of(Export export) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<Item> runs = new ArrayList<>();
        List<Item> users = new ArrayList<>();
        MessageDigest digest = Hash.start();
        ObjectSplitter splitter = new ObjectSplitter();
        long offset = 0;
        try (InputStream in = export.open()) {
            byte[] piece = new byte[1 << 16];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                for (byte[] entry : splitter.feed(piece, n)) {
                    // entries follow each other without anything between them
                    long from = offset;
                    int length = entry.length;
                    offset += length;
                    Map<String, String> fields = ImportRow.fields(entry);
                    String type = fields.getOrDefault("data_type", "");
                    counts.merge(type, 1, Integer::sum);
                    Document document = () -> read(export, from, length);
                    if (type.equals("run")) {
                        runs.add(item(data(fields), "id", document));
                    } else if (type.equals("user")) {
                        users.add(item(data(fields), "name", document));
                    }
                }
            }
        }
        ServiceContent content =
                new ServiceContent(counts, export.size(), HexFormat.of().formatHex(digest.digest()));
        return new ExportIndex(content, runs, users);
    }

    /** The item that a document is. */
    static Item item(byte[] json, String key, Document document) throws IOException {
        Map<String, String> fields = ImportRow.fields(json);
        return new Item(fields.getOrDefault(key, ""), fields.getOrDefault("phase", ""), document);
    }

    private static byte[] read(Export export, long from, int length) throws IOException {
        try (InputStream in = export.open()) {
            in.skipNBytes(from);
            byte[] entry = in.readNBytes(length);
            if (entry.length < length) {
                throw new EOFException("the export became shorter");
            }
            return data(ImportRow.fields(entry));
        }
    }

    private static byte[] data(Map<String, String> fields) {
        return Base64.getDecoder().decode(fields.getOrDefault("data", ""));
    }
}
