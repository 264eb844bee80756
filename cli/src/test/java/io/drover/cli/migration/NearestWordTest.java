package io.drover.cli.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {

    private static final List<String> KEYS = List.of("base_url", "api_token", "project_key");

    @Test
    void swapped_letters_are_one_edit() {
        assertThat(NearestWord.distance("base_ulr", "base_url")).isEqualTo(1);
        assertThat(NearestWord.to("base_ulr", KEYS)).hasValue("base_url");
    }

    @Test
    void case_and_separators_do_not_count() {
        assertThat(NearestWord.distance("baseUrl", "base_url")).isZero();
        assertThat(NearestWord.to("PROJECT-KEY", KEYS)).hasValue("project_key");
    }

    @Test
    void a_word_like_none_of_them_has_no_nearest() {
        assertThat(NearestWord.to("colour", KEYS)).isEmpty();
        assertThat(NearestWord.to("", KEYS)).isEmpty();
        assertThat(NearestWord.to("x", List.of())).isEmpty();
    }
}
