package io.drover.coordinator.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTokenTest {

    private static final String TOKEN = "0123456789abcdefghijklmnopqrstuv";

    private final Path folder;

    ApiTokenTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void no_token_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> ApiToken.read(Optional.empty()))
                .hasMessageContaining("has no token")
                .hasMessageContaining("drover.api.token-file")
                .hasMessageContaining("DROVER_API_TOKEN_FILE")
                .hasMessageContaining("/dev/urandom");
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "' \n', is empty",
        "0123456789abcdefghijklmnopqrstu, fewer than 32 characters",
        "'0123456789abcdef 0123456789abcdef', a space",
        "0123456789abcdefghijklmnopqrstuvä, another character"
    })
    void what_guards_nothing_is_refused_and_not_repeated(String content, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), content);

        assertThatThrownBy(() -> ApiToken.read(Optional.of(file)))
                .hasMessageContaining(why)
                .hasMessageContaining(file.toString())
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("0123456789"));
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> ApiToken.read(Optional.of(folder.resolve("nowhere"))))
                .hasMessageContaining("nowhere cannot be read");
    }

    @Test
    void only_the_token_opens() throws IOException {
        ApiToken token = ApiToken.read(Optional.of(Files.writeString(folder.resolve("token"), TOKEN + "\n")));

        assertThat(token.is(TOKEN)).isTrue();
        assertThat(token.is("")).isFalse();
        assertThat(token.is(TOKEN + "x")).isFalse();
        assertThat(token.is(TOKEN.toUpperCase(Locale.ROOT))).isFalse();
    }
}
