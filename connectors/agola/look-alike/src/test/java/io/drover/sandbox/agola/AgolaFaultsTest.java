package io.drover.sandbox.agola;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.http.RequestLog.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be made to go wrong, on a target that holds data. */
class AgolaFaultsTest {

    private static final byte[] CONFIG =
            Export.realConverted(AgolaService.CONFIGSTORE).readAll();

    @RegisterExtension
    static final RunningAgola AGOLA = new RunningAgola(AgolaOptions.quick().target(Pair.REAL_CONVERTED));

    private static final AgolaSandbox sandbox = AGOLA.sandbox();
    private static final AgolaServer source = AGOLA.sandbox().sourceRunservice();
    private static final AgolaServer target = AGOLA.sandbox().targetConfigstore();
    private static final Asker asker = AGOLA.asker();

    /** The answer as bytes on the wire, up to its end. */
    private static String raw(AgolaServer server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
    }

    private static void dropsWithoutAnswer() {
        assertThatThrownBy(() -> asker.importing(target, CONFIG))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ConnectException.class);
    }

    @Test
    void an_aborted_export_has_no_last_chunk() throws IOException {
        source.faults().set(AgolaFault.EXPORT_ABORTED, Rule.at(100).once());
        String answer = raw(source, "GET /api/v1alpha/export HTTP/1.1\r\nHost: a\r\n\r\n");
        String start = new String(
                Arrays.copyOf(Export.real(AgolaService.RUNSERVICE).readAll(), 100), StandardCharsets.ISO_8859_1);
        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK")
                .contains("\r\n64\r\n" + start)
                .doesNotContain("\r\n0\r\n");
        assertThat(source.faults().fired(AgolaFault.EXPORT_ABORTED)).isOne();
        assertThat(source.log().all()).singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(State.CLOSED);
            assertThat(entry.sent()).isEqualTo(100);
        });
        assertThat(asker.export(source)).hasSize(39608);
    }

    @Test
    void a_client_sees_an_aborted_export_as_a_failure() {
        target.faults().set(AgolaFault.EXPORT_ABORTED, Rule.at(5000));
        assertThatThrownBy(() -> asker.export(target)).isInstanceOf(IOException.class);
        source.faults().set(AgolaFault.EXPORT_ABORTED, Rule.at(39608));
        assertThatThrownBy(() -> asker.export(source)).isInstanceOf(IOException.class);
    }

    @Test
    void a_cut_export_looks_whole() throws IOException {
        target.faults().set(AgolaFault.EXPORT_CUT, Rule.at(33));
        byte[] cut = asker.export(target);
        assertThat(CONFIG).startsWith(cut);
        assertThat(new String(cut, StandardCharsets.UTF_8)).endsWith("}\n").hasLineCount(33);
        source.faults().set(AgolaFault.EXPORT_CUT, Rule.at(18));
        assertThat(new String(asker.export(source), StandardCharsets.UTF_8).split("\"data_type\""))
                .hasSize(19);
    }

    @Test
    void an_export_can_be_empty_and_a_success() throws IOException {
        source.faults().set(AgolaFault.EXPORT_EMPTY, Rule.ONCE);
        assertThat(asker.get(source, "/export").summary()).isEqualTo("200||0|");
        assertThat(asker.export(source)).isNotEmpty();
    }

    @Test
    void an_export_can_fail_or_be_a_page_of_a_proxy() throws IOException {
        source.faults().set(AgolaFault.EXPORT_FAILS, Rule.ONCE);
        assertThat(asker.get(source, "/export").status()).isEqualTo(500);
        target.faults().set(AgolaFault.EXPORT_HTML, Rule.ONCE);
        assertThat(asker.get(target, "/export").summary())
                .startsWith("200|text/html|")
                .contains("<!doctype html>");
        assertThat(asker.export(target)).isEqualTo(CONFIG);
    }

    @Test
    void an_export_can_fall_silent() throws IOException {
        source.faults().set(AgolaFault.EXPORT_STALLS, Rule.at(100).once());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), source.port())) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write("GET /api/v1alpha/export HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
            InputStream in = socket.getInputStream();

            assertThatThrownBy(in::readAllBytes).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(source.faults().fired(AgolaFault.EXPORT_STALLS)).isOne();
        assertThat(source.log().all().getFirst().sent()).isEqualTo(100);
        assertThat(asker.export(source)).hasSize(39608);
    }

    @Test
    void a_failing_import_has_dropped_the_tables() throws IOException {
        asker.maintenance(target, true);
        target.faults().set(AgolaFault.IMPORT_FAILS, Rule.ONCE);
        assertThat(asker.importing(target, CONFIG).status()).isEqualTo(500);
        assertThat(target.content().isEmpty()).isTrue();
        assertThat(asker.importing(target, CONFIG).status()).isEqualTo(200);
        assertThat(target.export()).isEqualTo(CONFIG);
    }

    @Test
    void a_connection_that_breaks_in_the_body_leaves_empty_tables() throws IOException {
        asker.maintenance(target, true);
        target.faults().set(AgolaFault.IMPORT_BREAKS, Rule.ONCE);
        dropsWithoutAnswer();
        assertThat(target.content().isEmpty()).isTrue();
        assertThat(target.imports()).singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(State.CLOSED);
            assertThat(entry.status()).isZero();
        });
    }

    @Test
    void a_client_that_goes_away_in_the_body_leaves_empty_tables() throws IOException {
        asker.maintenance(target, true);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
            socket.getOutputStream()
                    .write("POST /api/v1alpha/import HTTP/1.1\r\nHost: a\r\nContent-Length: 11711\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(CONFIG, 0, 6000);
            socket.getOutputStream().flush();
            Asker.await().until(() -> target.imports().stream().anyMatch(entry -> entry.received() == 6000));
        }
        Asker.await().until(() -> target.imports().getFirst().state() == State.CLOSED);
        assertThat(target.content().isEmpty()).isTrue();
    }

    @Test
    void a_stalled_import_ends_when_it_is_released() throws IOException {
        asker.maintenance(target, true);
        target.faults().set(AgolaFault.IMPORT_STALLS);
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return asker.importing(target, CONFIG).status();
                        } catch (IOException e) {
                            throw new AssertionError("no answer", e);
                        }
                    },
                    background);
            Asker.await().until(() -> target.faults().fired(AgolaFault.IMPORT_STALLS) == 1);
            assertThat(target.imports().getFirst().state()).isEqualTo(State.RUNNING);
            assertThat(target.content().isEmpty()).isTrue();
            assertThat(status).isNotDone();
            target.faults().lift(AgolaFault.IMPORT_STALLS);
            assertThat(status.join()).isEqualTo(200);
        }
        assertThat(target.export()).isEqualTo(CONFIG);
    }

    @Test
    void a_stalled_import_whose_client_was_killed_has_no_effect_any_more() throws IOException {
        asker.maintenance(target, true);
        target.faults().set(AgolaFault.IMPORT_STALLS);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
            socket.getOutputStream()
                    .write("POST /api/v1alpha/import HTTP/1.1\r\nHost: a\r\nContent-Length: 11711\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(CONFIG);
            socket.getOutputStream().flush();
            Asker.await().until(() -> target.faults().fired(AgolaFault.IMPORT_STALLS) == 1);
        }
        Asker.await().until(() -> target.imports().getFirst().state() == State.CLOSED);
        target.faults().lift(AgolaFault.IMPORT_STALLS);
        assertThat(target.content().isEmpty()).isTrue();
    }

    @Test
    void an_import_whose_answer_is_lost_took_effect() throws IOException {
        asker.maintenance(target, true);
        target.faults().set(AgolaFault.IMPORT_ANSWER_LOST, Rule.ONCE);
        dropsWithoutAnswer();
        assertThat(target.export()).isEqualTo(CONFIG);
        assertThat(target.imported()).isZero();
        assertThat(target.imports().getFirst().sha256())
                .isEqualTo(target.content().sha256());
    }

    @Test
    void a_service_can_refuse_everything_and_come_back() throws IOException {
        target.faults().set(AgolaFault.REFUSING);
        assertThatThrownBy(() -> asker.get(target, "/maintenance")).isInstanceOf(ConnectException.class);
        target.faults().lift(AgolaFault.REFUSING);
        assertThat(asker.get(target, "/maintenance").text()).isEqualTo(Asker.STATUS_OFF);
    }

    @Test
    void a_service_that_was_refusing_opens_in_the_mode_that_was_asked_for() throws IOException {
        AgolaServer replica = sandbox.replica(target);
        replica.faults().set(AgolaFault.REFUSING);
        asker.maintenance(target, true);
        replica.faults().lift(AgolaFault.REFUSING);
        assertThat(asker.get(replica, "/maintenance").text()).isEqualTo(Asker.STATUS_ON);
    }

    @Test
    void a_reset_ends_everything_and_brings_the_content_back() throws IOException {
        asker.maintenance(target, true);
        asker.importing(target, new byte[0]);
        target.faults().set(AgolaFault.REFUSING);
        source.faults().set(AgolaFault.EXPORT_EMPTY);
        sandbox.reset();
        assertThat(asker.get(target, "/maintenance").text()).isEqualTo(Asker.STATUS_OFF);
        assertThat(target.export()).isEqualTo(CONFIG);
        assertThat(asker.export(source)).isNotEmpty();
        assertThat(target.imports()).isEmpty();
    }

    @Test
    void a_reset_ends_an_import_that_stalls() throws IOException {
        asker.maintenance(target, true);
        target.faults().set(AgolaFault.IMPORT_STALLS);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
            socket.getOutputStream()
                    .write("POST /api/v1alpha/import HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            Asker.await().until(() -> target.faults().fired(AgolaFault.IMPORT_STALLS) == 1);
            sandbox.reset();
        }
        assertThat(target.export()).isEqualTo(CONFIG);
    }

    @Test
    void a_fault_that_stands_knows_no_times() {
        assertThatThrownBy(() -> target.faults().set(AgolaFault.REFUSING, Rule.ONCE))
                .hasMessageContaining("refusing");
    }
}
