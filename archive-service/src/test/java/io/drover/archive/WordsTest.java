package io.drover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.Finding.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final Words WORDS =
            new Words(Map.of("STEP_LOST", "What the path says.", "ADOPTED", "As this path adopts."));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LISTING_INCOMPLETE",
                "LISTED_TWICE",
                "RECORD_UNREADABLE",
                "TARGET_REFUSED",
                "TARGET_IN_DOUBT",
                "TEXT_CLEANED",
                "GONE_FROM_SOURCE",
                "CONFLICT",
                "RECREATED",
                "VALUE_NOT_CLEARED",
                "EXISTS_IN_TARGET",
                "TARGET_GONE",
                "MISSING_IN_TARGET"
            })
    void what_happened_to_a_record_is_told_in_words_of_its_own(String code) {
        assertThat(WORDS.meaning(code, Severity.ERROR))
                .isNotEqualTo(WORDS.meaning("A_CODE_THAT_NOBODY_KNOWS", Severity.ERROR))
                .endsWith(".")
                .doesNotContain("retry", "drover load");
    }

    @Test
    void the_path_of_the_execution_has_the_first_word() {
        assertThat(WORDS.meaning("STEP_LOST", Severity.INFO)).isEqualTo("What the path says.");
        assertThat(WORDS.meaning("ADOPTED", Severity.INFO)).isEqualTo("As this path adopts.");
    }
}
