package io.drover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.Finding.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LISTING_INCOMPLETE",
                "LISTED_TWICE",
                "RECORD_UNREADABLE",
                "TARGET_REFUSED",
                "TARGET_IN_DOUBT",
                "SCRIPT_NOT_FOUND",
                "PARENT_FOLDER_MISSING",
                "LINKS_NOT_MOVED",
                "IMAGE_NOT_MOVED",
                "ATTACHMENT_NOT_MOVED",
                "VERSIONS_NOT_MOVED",
                "TEXT_CLEANED",
                "GONE_FROM_SOURCE",
                "CONFLICT",
                "ADOPTED",
                "RECREATED",
                "VALUE_NOT_CLEARED",
                "EXISTS_IN_TARGET",
                "TARGET_GONE",
                "MISSING_IN_TARGET"
            })
    void what_happened_to_a_record_is_told_in_words_of_its_own(String code) {
        assertThat(Words.meaning(code, Severity.ERROR))
                .isNotEqualTo(Words.meaning("A_CODE_THAT_NOBODY_KNOWS", Severity.ERROR))
                .endsWith(".")
                .doesNotContain("retry", "drover load");
    }
}
