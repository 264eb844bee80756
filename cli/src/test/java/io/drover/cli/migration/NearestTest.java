package io.drover.cli.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> KEYS = List.of("base_url", "api_token", "project_key");

    @Test
    void swapped_letters_are_one_edit() {
        assertThat(Nearest.distance("base_ulr", "base_url")).isEqualTo(1);
        assertThat(Nearest.to("base_ulr", KEYS)).hasValue("base_url");
    }

    @Test
    void case_and_separators_do_not_count() {
        assertThat(Nearest.distance("baseUrl", "base_url")).isZero();
        assertThat(Nearest.to("PROJECT-KEY", KEYS)).hasValue("project_key");
    }

    @Test
    void a_word_like_none_of_them_has_no_nearest() {
        assertThat(Nearest.to("colour", KEYS)).isEmpty();
        assertThat(Nearest.to("", KEYS)).isEmpty();
        assertThat(Nearest.to("x", List.of())).isEmpty();
    }
}
