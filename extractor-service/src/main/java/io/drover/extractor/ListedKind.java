package io.drover.extractor;

import io.drover.spi.IdSet;
import io.drover.worker.Batch;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was listed of one entity type: which ids came more than once, and the batch that has each of them last. */
final class ListedKind {

    private final IdSet ids = new IdSet();
    private final Map<String, Integer> twice = new LinkedHashMap<>();
    private int cut;

    void listed(String originId) {
        if (!ids.add(originId)) {
            twice.put(originId, cut);
        }
    }

    /** What is listed from now on is in the next batch. */
    void cut() {
        cut++;
    }

    int batches() {
        return cut;
    }

    void tellTwice(Batch batch, String part) {
        twice.forEach((id, last) -> batch.write(part, new ListedTwice(id, last)));
    }
}
