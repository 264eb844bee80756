package io.drover.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {

    private static final String KEY = "e1/folders/EXTRACT/0/manifest";

    private final DirectoryStore store;

    ManifestsTest(@TempDir Path directory) throws IOException {
        store = DirectoryStore.open(directory);
    }

    @Test
    void the_first_attempt_wins_and_the_second_is_given_its_manifest() throws IOException {
        assertThat(Manifests.read(store, KEY)).isEmpty();
        assertThat(Manifests.commit(store, KEY, manifest(1))).isEqualTo(manifest(1));
        assertThat(Manifests.commit(store, KEY, manifest(2))).isEqualTo(manifest(1));
        assertThat(Manifests.read(store, KEY)).hasValue(manifest(1));
    }

    @Test
    void a_manifest_of_a_newer_release_is_read() throws IOException {
        String json = StagedJson.mapper().writeValueAsString(manifest(1));
        store.putIfAbsent(
                KEY, json.replace("{\"batch\"", "{\"later\":[1],\"batch\"").getBytes(UTF_8));
        assertThat(Manifests.read(store, KEY)).hasValue(manifest(1));
    }

    @Test
    void a_manifest_of_a_release_that_knew_no_facts_has_none() throws IOException {
        String json = StagedJson.mapper().writeValueAsString(manifest(1));
        assertThat(json).contains(",\"facts\":{}");
        store.putIfAbsent(KEY, json.replace(",\"facts\":{}", "").getBytes(UTF_8));
        assertThat(Manifests.read(store, KEY)).hasValue(manifest(1));
    }

    @Test
    void a_manifest_of_a_release_that_kept_totals_among_its_counts_has_none_of_its_own() throws IOException {
        assertThat(StagedJson.mapper().writeValueAsString(manifest(1))).doesNotContain("totals");
        Manifests.commit(store, KEY, manifest(1));
        assertThat(Manifests.read(store, KEY).orElseThrow().totals()).isNull();
    }

    @Test
    void facts_totals_and_sealed_files_come_back() throws IOException {
        Manifest.Part file = new Manifest.Part("export", "e1/1-ab/export.zst.pgp", 0, 7, "ab".repeat(32));
        Manifest manifest = new Manifest(
                "e1/export/extract/000000",
                1,
                "worker",
                List.of(file),
                Map.of(),
                Map.of(),
                Map.of("sha256", file.sha256()),
                Map.of("in", 12L),
                "nothing to do");
        Manifests.commit(store, KEY, manifest);
        assertThat(Manifests.read(store, KEY)).hasValue(manifest);
        assertThat(new String(store.get(KEY).orElseThrow(), UTF_8)).doesNotContain("sealed");
    }

    @Test
    void what_is_no_manifest_is_named() throws IOException {
        store.putIfAbsent(KEY, "{\"batch\":".getBytes(UTF_8));
        assertThatThrownBy(() -> Manifests.commit(store, KEY, manifest(1)))
                .isInstanceOf(StagingCorruptException.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining("not a manifest");
    }

    private static Manifest manifest(int attempt) {
        return new Manifest(
                "e1/folders/EXTRACT/0",
                attempt,
                "worker",
                List.of(new Manifest.Part("records", "e1/folders/records." + attempt, 3, 1L << 40, "ab".repeat(32))),
                Map.of("extracted", 3L),
                Map.of("VALUE_TRUNCATED", 1));
    }
}
