package io.drover.coordinator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.BatchId;
import io.drover.coordinator.persistence.ExecutionRow;
import io.drover.coordinator.persistence.Json;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.PartReader;
import io.drover.staging.StagingStore;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was observed about records, one by one, as far as batches are closed. */
@Path("/api/v1/executions/{id}/findings")
public class FindingsResource {

    private static final String PART = "findings";
    private static final int LISTED = 1_000;

    private final Mutiny.SessionFactory database;
    private final StagingStore store;
    private final Vertx vertx;

    FindingsResource(@PersistenceUnit("coordinator") Mutiny.SessionFactory database, StagingStore store, Vertx vertx) {
        this.database = database;
        this.store = store;
        this.vertx = vertx;
    }

    /**
     * One line of JSON each, at most 1,000; the bundle has all of them.
     *
     * @param step only of this step; absent for all
     * @param code only with this code; absent for all
     */
    @GET
    @Produces("application/x-ndjson")
    public Uni<String> list(String id, @RestQuery @Nullable String step, @RestQuery @Nullable String code) {
        return database.withSession(session -> session.find(ExecutionRow.class, id)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new NoSuchThingException("execution", id))
                        .invoke(row -> {
                            if (row.pruned()) {
                                throw new NoSuchThingException(
                                        "finding",
                                        "of execution " + id + " any more: they were pruned; its report has them");
                            }
                        })
                        .chain(row -> session.createQuery(
                                        "select id from ClosedBatchRow where execution = :execution order by id",
                                        String.class)
                                .setParameter("execution", id)
                                .getResultList()))
                .chain(batches -> vertx.executeBlocking(() -> lines(batches, step, code)));
    }

    private String lines(List<String> batches, @Nullable String step, @Nullable String code) throws IOException {
        StringBuilder lines = new StringBuilder();
        int[] count = {0};
        for (String batch : batches) {
            BatchId id = BatchId.parse(batch);
            if (count[0] >= LISTED || (step != null && !step.equals(id.step()))) {
                continue;
            }
            Manifest manifest = Manifests.read(store, id.manifestKey()).orElse(null);
            Manifest.Part part = manifest == null ? null : manifest.part(PART).orElse(null);
            if (part != null) {
                PartReader.forEach(store, part, JsonNode.class, finding -> {
                    boolean wanted =
                            code == null || code.equals(finding.path("code").asText());
                    if (wanted && count[0] < LISTED) {
                        count[0]++;
                        lines.append(line(id.step(), finding)).append('\n');
                    }
                });
            }
        }
        return lines.toString();
    }

    private static String line(String step, JsonNode finding) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("step", step);
        finding.properties().forEach(field -> line.set(field.getKey(), field.getValue()));
        return Json.write(line);
    }
}
