package io.drover.coordinator.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"ada", "Ada Lovelace", "ada@example.org", "ci-nightly_2", "a.b+c@x", "x1"})
    void people_and_programs_have_names(String name) {
        assertThat(CallerNames.wrong(name, "administrator")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drover",
                "Drover",
                "DROVER",
                "drover-worker",
                "drover system",
                "administrator",
                "Administrator",
                "a person",
                "root",
                "system",
                "nobody",
                "keeper",
                "KEEPER"
            })
    void names_that_say_something_else_in_an_audit_are_reserved(String name) {
        assertThat(CallerNames.wrong(name, "keeper")).contains("reserved");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "a",
                " ada",
                "ada ",
                "ada  lovelace",
                "ad\u0430",
                "ada\n",
                "ada\u202e",
                "ada/..",
                "-ada",
                "a\tb",
                "ada\u00a0b"
            })
    void what_does_not_look_like_what_it_is_is_no_name(@Nullable String name) {
        assertThat(CallerNames.wrong(name, "administrator")).contains("must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drover", "Drover 2", ""})
    void the_installations_own_token_has_no_name_of_drovers(String name) {
        assertThat(CallerNames.wrongOwn(name)).isNotNull();
        assertThat(CallerNames.wrongOwn("administrator")).isNull();
    }
}
