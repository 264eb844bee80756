package io.drover.coordinator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.AuditSignatures;
import io.drover.coordinator.CoordinatorSchema;
import io.drover.coordinator.TestKeys;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.S3Options;
import io.drover.staging.StagingStore;
import io.drover.staging.StagingStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The evidence of an execution whose history is far larger than the heap. */
class SmallHeapTest {

    /** A quarter of what the journal alone holds. */
    private static final String HEAP = "-Xmx32m";

    private static final int ENTRIES = 30_000;

    @Test
    void evidence_of_a_large_execution_is_gathered_in_a_small_heap(@TempDir Path directory) throws Exception {
        CoordinatorSchema tables = new CoordinatorSchema("evidence_small_heap");
        tables.run("insert into drover.migration values ('m', '{}', now(), now(), 1)");
        tables.run("insert into drover.execution (id, migration, plan, definition, state, status, revision, started_at)"
                + " values ('big', 'm', '{}', '{}', '{}', 'RUNNING', 1, now())");
        tables.run("insert into drover.journal (execution, seq, at, entry) select 'big', n, now(),"
                + " '{\"version\":1,\"execution\":\"big\",\"seq\":' || n || ',\"at\":\"2026-01-01T00:00:00Z\","
                + "\"signal\":{\"is\":\"time-passed\"},\"lines\":[{\"seq\":' || n || ',\"at\":\"2026-01-01T00:00:00Z\","
                + "\"what\":\"batch.done\",\"attempt\":1,\"detail\":\"' || repeat('x', 4000) || '\"}],\"cut\":0}'"
                + " from generate_series(1, " + ENTRIES + ") n");
        tables.run("insert into drover.closed_batch (id, execution, result, closed_at)"
                + " select 'big/testcases/load/' || lpad(n::text, 6, '0'), 'big', '{}', now()"
                + " from generate_series(1, " + ENTRIES + ") n");
        tables.run("insert into drover.gathering (batch, execution, attempt, command, view, revision, since) values"
                + " ('big/evidence/archive/000000', 'big', 1, 'c', '{}', " + ENTRIES + ", now())");

        PGSimpleDataSource database = tables.database();
        Process small = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName(),
                        database.getUrl(),
                        String.valueOf(database.getUser()),
                        String.valueOf(database.getPassword()),
                        directory.toUri().toString()))
                .inheritIO()
                .start();

        assertThat(small.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(small.exitValue()).isZero();
        try (StagingStore store = store(directory.toUri().toString())) {
            Manifest manifest = Manifests.read(store, EvidenceParts.batch("big").manifestKey())
                    .orElseThrow();
            assertThat(manifest.part("journal").orElseThrow().records()).isEqualTo(ENTRIES);
            assertThat(manifest.part("manifests").orElseThrow().records()).isEqualTo(ENTRIES);
        }
        assertThat(tables.rows("select payload from drover.outbox")).containsExactly("c");
    }

    private static StagingStore store(String uri) throws java.io.IOException {
        return StagingStores.open(java.net.URI.create(uri), new S3Options(Optional.empty(), Optional.empty()));
    }

    /** The program with the small heap. */
    public static void main(String... args) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[0]);
        database.setUser(args[1]);
        database.setPassword(args[2]);
        try (StagingStore store = store(args[3])) {
            if (!new EvidenceGatherer(database, store, new AuditSignatures(TestKeys.KEY)).gatherOne()) {
                throw new IllegalStateException("nothing was due");
            }
        }
    }
}
