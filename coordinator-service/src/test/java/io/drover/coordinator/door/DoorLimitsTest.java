package io.drover.coordinator.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.AccessRole;
import io.drover.coordinator.access.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks too much is told to wait, and nobody else is. */
class DoorLimitsTest {

    private static final String OWN = "0123456789abcdefghijklmnopqrstuv";
    private static final String ADAS = "drover_" + "a".repeat(43);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private int port;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        ApiToken own = ApiToken.read(Optional.of(Files.writeString(folder.resolve("token"), OWN)));
        Caller ada = new Caller("ada", AccessRole.OPERATOR);
        Router router = Router.router(vertx);
        // A minute's wrong tokens are 3, and of others 5 seconds' are kept: 20 requests, 5 changes.
        router.route()
                .handler(new Door(
                        new ApiHosts(List.of()),
                        new Callers(
                                own, "administrator", new TokensInMemory(Map.of(ADAS, ada)), Optional.empty(), vertx),
                        new TestLimits(3, 4, 1, 1, 1),
                        new DoorFigures(figures)));
        router.route().handler(context -> context.response().end("reached"));
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        http.shutdownNow();
    }

    @Test
    void who_tries_tokens_is_told_to_wait_and_a_right_one_from_there_is_answered_all_the_same() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("GET", "wrong" + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> refused = ask("GET", "wrong");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(ask("GET", ADAS).statusCode()).isEqualTo(200);
        assertThat(ask("GET", OWN).statusCode()).isEqualTo(200);
        assertThat(refused("no_token")).isEqualTo(3);
        assertThat(refused("too_many_wrong")).isEqualTo(1);
    }

    @Test
    void who_has_no_token_is_told_that_and_no_guess_of_theirs_is_counted() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(ask("GET", "").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void who_changes_too_often_is_told_to_wait_and_others_are_not() throws Exception {
        long reached = 0;
        for (int i = 0; i < 8; i++) {
            HttpResponse<String> answer = ask("POST", ADAS);
            assertThat(answer.statusCode()).isIn(200, 429);
            reached += answer.statusCode() == 200 ? 1 : 0;
        }

        assertThat(reached).isBetween(5L, 7L);
        assertThat(refused("too_often")).isEqualTo(8.0 - reached);
        assertThat(ask("GET", ADAS).statusCode()).isEqualTo(200);
        assertThat(ask("POST", OWN).statusCode()).isEqualTo(200);
    }

    private double refused(String why) {
        return figures.get("drover.api.refused").tag("why", why).counter().count();
    }

    private HttpResponse<String> ask(String method, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/x"))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
