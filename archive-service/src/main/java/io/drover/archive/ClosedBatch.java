package io.drover.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.BatchId;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.staging.Manifest;
import io.drover.staging.PartReader;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A batch whose manifest won.
 *
 * @param json the manifest, as staged
 * @param fetched the lines of the smaller parts of interest, read ahead
 */
record ClosedBatch(
        BatchId id, String json, Manifest manifest, Map<String, List<ObjectNode>> fetched, StagingStore store) {

    /** Bytes before compression. A longer part is streamed when its turn comes. */
    private static final long READ_AHEAD_LIMIT = 512 << 10;

    static ClosedBatch fetch(StagingStore store, BatchId id, String key, Set<String> wanted) throws IOException {
        byte[] json = store.get(key)
                .orElseThrow(() -> new ConnectorException(
                        "MANIFEST_MISSING",
                        FailureType.INTERNAL,
                        "The manifest of batch " + id + " is not in the staging store at " + key
                                + ". Was the staging store cleaned while the execution ran?"));
        Manifest manifest = ArchiveJson.MAPPER.readValue(json, Manifest.class);
        Map<String, List<ObjectNode>> fetched = new HashMap<>();
        for (Manifest.Part part : manifest.parts()) {
            if (wanted.contains(part.name()) && part.bytes() <= READ_AHEAD_LIMIT) {
                List<ObjectNode> lines = new ArrayList<>();
                PartReader.forEach(store, part, ObjectNode.class, lines::add);
                fetched.put(part.name(), lines);
            }
        }
        return new ClosedBatch(id, new String(json, StandardCharsets.UTF_8), manifest, fetched, store);
    }

    /**
     * Hands on the lines of a part; one that is not there has none.
     *
     * @throws io.drover.staging.StagingCorruptException when the part is not what the manifest says
     */
    void read(String name, Consumer<ObjectNode> each) throws IOException {
        List<ObjectNode> ahead = fetched.get(name);
        Manifest.Part part = manifest.part(name).orElse(null);
        if (ahead != null) {
            ahead.forEach(each);
        } else if (part != null) {
            PartReader.forEach(store, part, ObjectNode.class, each);
        }
    }
}
