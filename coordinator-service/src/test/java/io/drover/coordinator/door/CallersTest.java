package io.drover.coordinator.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.AccessRole;
import io.drover.coordinator.access.Caller;
import io.drover.coordinator.access.TokenLookup;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {

    private static final String OWN = "0123456789abcdefghijklmnopqrstuv";
    private static final String ADAS = "drover_" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
    private static final Caller ADA = new Caller("ada", AccessRole.APPROVER);

    private static final Vertx VERTX = Vertx.vertx();

    private ApiToken own;

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void read(@TempDir Path folder) throws IOException {
        own = ApiToken.read(Optional.of(Files.writeString(folder.resolve("token"), OWN)));
    }

    @Test
    void the_installations_own_token_is_the_administrators() {
        assertThat(of("Bearer " + OWN)).isEqualTo(new Caller("keeper", AccessRole.ADMINISTRATOR));
        assertThat(of("bearer  " + OWN)).isEqualTo(new Caller("keeper", AccessRole.ADMINISTRATOR));
    }

    @Test
    void another_token_is_whose_it_is() {
        assertThat(of("Bearer " + ADAS)).isEqualTo(ADA);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer ", "Basic " + OWN, OWN, ADAS})
    void without_one_there_is_none(@Nullable String header) {
        assertThat(of(header)).isEqualTo(new Callers.Answer.None());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + OWN + "x", "Bearer drover_", "Bearer " + ADAS + "a"})
    void anything_else_is_nobodys(String header) {
        assertThat(of(header)).isEqualTo(new Callers.Answer.Unknown());
    }

    @Test
    void while_tokens_cannot_be_looked_up_that_is_said_and_the_own_one_holds() {
        TokenLookup unread = new TokenLookup() {
            @Override
            public boolean areKnown() {
                return false;
            }

            @Override
            public Optional<Caller> find(String token) {
                throw new AssertionError("not asked");
            }
        };
        Callers callers = new Callers(own, "keeper", unread, Optional.empty(), VERTX);

        assertThat(callers.of("Bearer " + ADAS).result()).isEqualTo(new Callers.Answer.NotNow());
        assertThat(callers.of("Bearer " + OWN).result()).isInstanceOf(Callers.Answer.Known.class);
        assertThat(callers.of("Bearer nonsense").result()).isEqualTo(new Callers.Answer.Unknown());
    }

    private Object of(@Nullable String header) {
        return new Callers(own, "keeper", new TokensInMemory(Map.of(ADAS, ADA)), Optional.empty(), VERTX)
                .of(header)
                .map(answer -> answer instanceof Callers.Answer.Known known ? known.caller() : answer)
                .result();
    }

    @Test
    void what_goes_on_after_it_was_let_in_is_told_when_the_token_holds_no_more() {
        Map<String, Caller> made = new HashMap<>(Map.of(ADAS, ADA));
        Callers callers = new Callers(own, "keeper", new TokensInMemory(made), Optional.empty(), VERTX);

        assertThat(callers.of("Bearer " + ADAS).result()).isInstanceOfSatisfying(Callers.Answer.Known.class, known -> {
            assertThat(known.holds().getAsBoolean()).isTrue();
            made.clear();
            assertThat(known.holds().getAsBoolean()).isFalse();
        });
    }
}
