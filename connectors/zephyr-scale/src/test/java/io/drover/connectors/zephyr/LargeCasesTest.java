package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.BatchSpec;
import io.drover.spi.Connection;
import io.drover.spi.Finding;
import io.drover.spi.Meter;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.Source;
import io.drover.testkit.Surveys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Cases of a megabyte each are read a few at a time: a batch of them is never in memory at once. */
class LargeCasesTest {

    private static final int CASES = 200;
    private static final int BATCHES = 4;
    private static final Pattern FROM = Pattern.compile("startAtId=(\\d+)&limit=(\\d+)");

    @Test
    void two_hundred_cases_of_a_megabyte_pass_in_256_mebibytes_with_four_batches_at_work() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", LargeCasesTest::serve);
        server.start();
        try {
            Process reader = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Reader.class.getName(),
                            "http://127.0.0.1:" + server.getAddress().getPort())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reader.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(said).contains("read " + CASES).doesNotContain("OutOfMemoryError");
            assertThat(reader.exitValue()).isZero();
        } finally {
            server.stop(0);
        }
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().toString();
        try (exchange) {
            if (!asked.startsWith("/testcases/nextgen")) {
                String body =
                        asked.contains("/attachments") ? "{\"attachments\":[]}" : "{\"isLast\":true,\"values\":[]}";
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
                return;
            }
            Matcher page = FROM.matcher(asked);
            assertThat(page.find()).isTrue();
            int first = Math.max(1, Integer.parseInt(page.group(1)));
            int end = Math.min(CASES + 1, first + Integer.parseInt(page.group(2)));
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] megabyte = new byte[1 << 20];
            Arrays.fill(megabyte, (byte) 'x');
            out.write(("{\"nextStartAtId\":" + (end > CASES ? "null" : end) + ",\"values\":[")
                    .getBytes(StandardCharsets.UTF_8));
            for (int id = first; id < end; id++) {
                String listed = "{\"id\":" + id + ",\"key\":\"BIG-T" + id + "\",\"name\":\"n\",\"objective\":\"";
                out.write(listed.getBytes(StandardCharsets.UTF_8));
                out.write(megabyte);
                out.write((id + 1 < end ? "\"}," : "\"}").getBytes(StandardCharsets.UTF_8));
            }
            out.write("]}".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A worker with a small heap. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] args) throws Exception {
            Connection connection = Zephyrs.connection(Zephyrs.settings(args[0], "BIG"), "token", Meter.NONE);
            Surveys surveyed = new Surveys();
            try (Source source = Zephyrs.open(connection)) {
                source.plan(List.of(TestCase.TYPE), CASES / BATCHES, surveyed);
            }
            AtomicInteger read = new AtomicInteger();
            try (ExecutorService workers = Executors.newFixedThreadPool(BATCHES)) {
                for (var batch : workers.invokeAll(surveyed.batches().stream()
                        .map(spec -> Executors.callable(() -> read(connection, spec, read)))
                        .toList())) {
                    batch.get();
                }
            }
            System.out.println("read " + read);
        }

        private static void read(Connection connection, BatchSpec spec, AtomicInteger read) {
            try (Source source = Zephyrs.open(connection)) {
                source.read(spec, new RecordSink() {
                    @Override
                    public void record(Record record) {
                        try {
                            FakeZephyr.JSON.writeValue(OutputStream.nullOutputStream(), record.body());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        read.incrementAndGet();
                    }

                    @Override
                    public void finding(Finding finding) {
                        throw new AssertionError(finding);
                    }
                });
            }
        }
    }
}
