package io.drover.loader;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each record of a batch is put in the target: the target ids that its own places refer to, for example of the folder that
 * it goes into. A record that was moved in the source since somebody tried to create it may be where it was to go then.
 */
final class Whereabouts {

    private final Map<String, Map<String, String>> refs = new HashMap<>();

    /**
     * @param record as the transformer wrote it
     * @param resolved the same with target ids
     */
    void keep(Record record, Record resolved) {
        Map<String, String> own = new HashMap<>();
        record.body().properties().forEach(property -> {
            String id = resolved.body().path(property.getKey()).textValue();
            if (id != null && Ref.of(property.getValue()).isPresent()) {
                own.put(property.getKey(), id);
            }
        });
        refs.put(record.id(), own);
    }

    /** Target ids by place. */
    Map<String, String> of(String originId) {
        return refs.getOrDefault(originId, Map.of());
    }

    /** The records as they were about to be created before, of those that were to go elsewhere. */
    List<Record> before(List<Record> records, Map<String, Receipt> receipts) {
        List<Record> elsewhere = new ArrayList<>();
        for (Record record : records) {
            Receipt receipt = receipts.get(record.id());
            Map<String, String> then = receipt == null ? null : receipt.refs();
            if (then != null && !then.equals(of(record.id()))) {
                ObjectNode body = record.body().deepCopy();
                of(record.id()).keySet().forEach(place -> body.set(place, NullNode.getInstance()));
                then.forEach(body::put);
                elsewhere.add(record.with(body));
            }
        }
        return elsewhere;
    }
}
