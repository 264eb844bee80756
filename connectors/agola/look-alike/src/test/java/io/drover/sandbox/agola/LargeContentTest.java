package io.drover.sandbox.agola;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.http.RequestLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeContentTest {

    private static final long LARGE = 3L << 30;

    @Test
    void an_export_larger_than_the_heap_is_sent_from_its_file(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("export");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(LARGE);
        }
        AgolaOptions options = AgolaOptions.quick().source(new Pair(Export.file(file), Export.EMPTY), Export.EMPTY);
        try (AgolaSandbox sandbox = AgolaSandbox.start(options);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(URI.create(sandbox.sourceRunservice().url() + "/api/v1alpha/export"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                in.skipNBytes(64L << 20);
            }
            // The client has read a little of it and gone: nobody may have buffered the rest.
            Asker.await()
                    .until(() ->
                            sandbox.sourceRunservice().log().all().getFirst().state() == RequestLog.State.CLOSED);
            assertThat(sandbox.sourceRunservice().log().all().getFirst().sent()).isBetween(64L << 20, LARGE / 4);
        }
    }

    @Test
    void the_runs_of_a_large_export_are_listed_from_its_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("export");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int n = 0; n < 5000; n++) {
                String run = "{\"id\":\"%05d\",\"phase\":\"finished\",\"archived\":true}".formatted(n);
                String data = java.util.Base64.getEncoder().encodeToString(run.getBytes(StandardCharsets.UTF_8));
                out.write("{\"id\":\"%05d\",\"data_type\":\"run\",\"data\":\"%s\"}"
                        .formatted(n, data)
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        AgolaOptions options = AgolaOptions.quick().source(new Pair(Export.file(file), Export.EMPTY), Export.EMPTY);
        try (AgolaSandbox sandbox = AgolaSandbox.start(options);
                Asker asker = new Asker()) {
            assertThat(asker.get(sandbox.sourceRunservice(), "/runs?asc&limit=1&start=04321")
                            .text())
                    .startsWith("{\"runs\":[{\"id\":\"04322\",\"phase\":\"finished\",\"archived\":true}],");
            assertThat(sandbox.sourceRunservice().content().objects()).containsEntry("run", 5000);
        }
    }

    @Test
    void a_long_import_in_small_pieces_is_loaded_whole() throws IOException {
        StringBuilder users = new StringBuilder();
        for (int n = 0; n < 20_000; n++) {
            users.append(
                    "{\"exportMeta\":{\"kind\":\"User\"},\"id\":\"%08d\",\"name\":\"ü{[\\\"%d\"}\n".formatted(n, n));
        }
        byte[] body = users.toString().getBytes(StandardCharsets.UTF_8);
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick());
                Asker asker = new Asker()) {
            AgolaServer target = sandbox.targetConfigstore();
            asker.maintenance(target, true);
            assertThat(asker.send(
                                    target,
                                    "POST",
                                    "/import",
                                    HttpRequest.BodyPublishers.ofInputStream(
                                            () -> new java.io.ByteArrayInputStream(body)))
                            .status())
                    .isEqualTo(200);
            assertThat(asker.export(target)).isEqualTo(body);
        }
    }
}
