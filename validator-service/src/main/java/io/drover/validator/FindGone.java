package io.drover.validator;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.Counts;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import io.drover.worker.Origins;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code gone}: names the records that were loaded before and that the source does not list any more. Reads
 * {@code listed-<entity type>}, and {@code incomplete}: of an entity type whose listing ended early nothing can be said. What to do with them is
 * for people: nothing is deleted.
 */
@ApplicationScoped
public class FindGone implements Operation {

    private static final String LISTED = "listed-";

    private final Origins origins;

    FindGone(Origins origins) {
        this.origins = origins;
    }

    @Override
    public String name() {
        return "gone";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        Set<String> incomplete = new HashSet<>();
        batch.read("incomplete", String.class, incomplete::add);
        for (String input : new TreeSet<>(batch.command().inputs().keySet())) {
            String type = input.startsWith(LISTED) ? input.substring(LISTED.length()) : "";
            if (!type.isEmpty() && !incomplete.contains(type) && wasListed(batch, type)) {
                find(batch, input, type);
            }
        }
        return Counts.NONE;
    }

    /** What the plan does not move was not listed, which does not mean that it is gone. Releases before this one moved all. */
    private static boolean wasListed(Batch batch, String type) {
        JsonNode moved = batch.command().options().path("kinds");
        return !moved.isArray()
                || moved.valueStream().anyMatch(each -> each.asText().equals(type));
    }

    private void find(Batch batch, String input, String entityType) throws IOException {
        origins.gone(
                batch.command().route(),
                entityType,
                each -> batch.read(input, String.class, each),
                (originId, targetId) -> batch.finding(new Finding(
                        "GONE_FROM_SOURCE",
                        Severity.WARNING,
                        entityType,
                        originId,
                        null,
                        "is " + targetId + " in the target",
                        "It was loaded before, and the source does not have it any more; delete it in the target if it should"
                                + " go there, too.")));
    }
}
