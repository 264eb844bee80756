package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.OddAnswer;
import io.drover.sandbox.program.Caller.Reply;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddAnswersTest {

    private static RunningSandbox sandbox;
    private static Caller caller;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(ZephyrOptions.generated(20, 3), QTestOptions.usual());
        caller = new Caller(sandbox);
    }

    @BeforeEach
    void calm() {
        sandbox.reset();
    }

    @AfterAll
    static void stop() {
        caller.close();
        sandbox.close();
    }

    private static void answer(String answer) {
        assertThat(caller.admin("POST", "/answers", answer).status()).isEqualTo(200);
    }

    private static Reply steps(int number) {
        return caller.zephyr("/testcases/GEN-T" + number + "/teststeps");
    }

    private static HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(ZephyrLookAlike.in(sandbox).url() + path))
                    .header(
                            "Authorization",
                            "Bearer " + ZephyrLookAlike.in(sandbox).token())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 400, 403, 404, 413, 422, 429, 500, 503})
    void the_requests_of_one_record_are_answered_with_any_status(int status) {
        answer("{\"path\":\"GEN-T3/teststeps\",\"status\":" + status + "}");
        assertThat(steps(3).status()).isEqualTo(status);
        assertThat(steps(3).text()).isEmpty();
        assertThat(steps(4).text()).contains("values");
        assertThat(sandbox.faults().oddAnswers().fired()).containsExactly(2);
    }

    @Test
    void a_number_of_times_and_with_any_body_and_header() {
        answer("{\"path\":\"GEN-T3/\",\"times\":2,\"status\":429,\"text\":\"<html>slow</html>\","
                + "\"contentType\":\"text/html\",\"headers\":{\"Retry-After\":\" 99999999999999999999 \"}}");
        Reply reply = steps(3);
        assertThat(reply.text()).isEqualTo("<html>slow</html>");
        assertThat(reply.headers().firstValue("content-type")).contains("text/html");
        assertThat(reply.headers().firstValue("retry-after")).contains("99999999999999999999");
        assertThat(steps(3).status()).isEqualTo(429);
        assertThat(steps(3).status()).isEqualTo(200);
    }

    @Test
    void creating_one_certain_record_fails_and_another_does_not() {
        answer(
                "{\"method\":\"post\",\"path\":\"/test-cases$\",\"in\":\"heavy\",\"status\":413,\"text\":\"too large\"}");
        assertThat(caller.qtest("POST", "/test-cases", "{\"name\":\"heavy\"}").status())
                .isEqualTo(413);
        assertThat(caller.qtest("POST", "/test-cases", "{\"name\":\"light\",\"properties\":[]}")
                        .status())
                .isEqualTo(200);
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isOne();
    }

    @Test
    void what_is_done_before_the_answer_took_effect() {
        answer("{\"path\":\"/test-cases$\",\"status\":500,\"done\":true}");
        assertThat(caller.qtest("POST", "/test-cases", "{\"name\":\"a\",\"properties\":[]}")
                        .status())
                .isEqualTo(500);
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isOne();
    }

    @Test
    void the_right_answer_comes_compressed_though_nobody_asked() throws IOException, InterruptedException {
        String right = caller.zephyr("/priorities").text();
        answer("{\"path\":\"/priorities\",\"encoding\":\"gzip\"}");
        HttpResponse<byte[]> reply = bytes("/priorities");
        assertThat(reply.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes())
                .isEqualTo(right.getBytes(StandardCharsets.UTF_8));
        caller.admin("POST", "/answers", "[{\"path\":\"/priorities\",\"encoding\":\"br\"}]");
        reply = bytes("/priorities");
        assertThat(reply.headers().firstValue("content-encoding")).contains("br");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).doesNotContain("values");
    }

    @Test
    void it_comes_in_other_charsets_with_a_mark_and_in_chunks() throws IOException, InterruptedException {
        answer("{\"path\":\"/x\",\"status\":200,\"text\":\"\\\"é\\\"\",\"charset\":\"iso-8859-1\"}");
        HttpResponse<byte[]> reply = bytes("/x");
        assertThat(reply.body()).containsExactly('"', 0xe9, '"');
        assertThat(reply.headers().firstValue("content-type")).contains("application/json;charset=iso-8859-1");
        answer("{\"path\":\"/priorities\",\"bom\":true,\"chunked\":true}");
        reply = bytes("/priorities");
        assertThat(reply.body()).startsWith(0xef, 0xbb, 0xbf, '{');
        assertThat(reply.headers().firstValue("content-length")).isEmpty();
    }

    @Test
    void it_ends_where_the_connection_does() throws IOException, InterruptedException {
        String right = caller.zephyr("/priorities").text();
        answer("{\"path\":\"/priorities\",\"endless\":true}");
        HttpResponse<byte[]> reply = bytes("/priorities");
        assertThat(reply.body()).isEqualTo(right.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.headers().map()).doesNotContainKeys("content-length", "transfer-encoding");
    }

    @Test
    void its_numbers_are_texts_and_a_field_has_the_name_of_another() {
        answer("{\"path\":\"GEN-T3$\",\"textNumbers\":true,\"replace\":{\"\\\"objective\\\"\":\"\\\"name\\\"\"}}");
        String text = caller.zephyr("/testcases/GEN-T3").text();
        assertThat(text).containsPattern("\"id\":\"\\d+\"").doesNotContain("objective");
        assertThat(text.split("\"name\":", -1)).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "CLOSED"})
    void it_breaks_off(String end) {
        answer("{\"path\":\"GEN-T3/\",\"end\":\"" + end + "\"}");
        assertThatThrownBy(() -> ask(Duration.ofSeconds(10)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STALLED", "SILENT"})
    void it_never_comes(String end) {
        answer("{\"path\":\"GEN-T3/\",\"end\":\"" + end + "\"}");
        assertThatThrownBy(() -> ask(Duration.ofMillis(300))).isInstanceOf(HttpTimeoutException.class);
        assertThat(sandbox.faults().oddAnswers().fired()).containsExactly(1);
    }

    private static Reply ask(Duration timeout) throws IOException {
        return caller.sendOrFail(
                "GET",
                ZephyrLookAlike.in(sandbox).url() + "/testcases/GEN-T3/",
                "Bearer " + ZephyrLookAlike.in(sandbox).token(),
                "",
                timeout);
    }

    @Test
    void answers_are_shown_replaced_and_ended() {
        sandbox.faults().oddAnswers().add(OddAnswer.status("GEN-T3/", 500, ""));
        steps(3);
        assertThat(caller.admin("GET", "/answers", "").json().at("/0/fired").asInt())
                .isOne();
        caller.admin("POST", "/answers", "[]");
        assertThat(steps(3).status()).isEqualTo(200);
        answer("{\"path\":\"GEN-T3/\",\"status\":500}");
        sandbox.reset();
        assertThat(steps(3).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"path\":\"(\"}", "{\"state\":1}", "{\"status\":99}", "{\"charset\":\"none\"}", "7", "{"})
    void an_answer_that_cannot_be_is_refused(String answer) {
        assertThat(caller.admin("POST", "/answers", answer).status()).isEqualTo(400);
        assertThat(sandbox.faults().oddAnswers().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:%d/zephyr/v2", "HTTP://LOCALHOST:%d/zephyr/v2", "http://127.0.0.1:%d/zephyr/v2"
            })
    void the_same_sandbox_is_reached_by_other_spellings_of_its_address(String spelling) {
        String address = spelling.formatted(sandbox.port());
        String token = "Bearer " + ZephyrLookAlike.in(sandbox).token();
        assertThat(caller.send("GET", address + "/projects", token, "").status())
                .isEqualTo(200);
    }
}
