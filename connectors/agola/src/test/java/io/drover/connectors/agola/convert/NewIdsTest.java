package io.drover.connectors.agola.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewIdsTest {

    private final NewIds ids = new NewIds();

    @Test
    void new_ids_of_runs_ascend_as_the_old_ones_do() throws Exception {
        String[] old = {
            "0000001lg004i-0000000000001",
            "0000001lg004i-000000000000a",
            "0000001lg004i-0000000000010",
            "0000001lg004i-0000000004000",
            "0000001lg004i-000000007vvvv",
            "0000001lg004j-0000000000001"
        };
        String last = "";
        for (String id : old) {
            String next = ids.ascending(NewKind.RUN, id);
            assertThat(next).isGreaterThan(last);
            assertThat(UUID.fromString(next).version()).isEqualTo(8);
            assertThat(UUID.fromString(next).variant()).isEqualTo(2);
            last = next;
        }
    }

    @Test
    void a_run_and_its_configuration_have_two_ids() throws Exception {
        assertThat(ids.ascending(NewKind.RUN, "0000001lg004i-0000000000001"))
                .isNotEqualTo(ids.ascending(NewKind.RUN_CONFIG, "0000001lg004i-0000000000001"));
    }

    @Test
    void parts_do_not_run_into_one_another() {
        assertThat(ids.hashed(NewKind.USER_TOKEN, "ab", "c")).isNotEqualTo(ids.hashed(NewKind.USER_TOKEN, "a", "bc"));
        assertThat(UUID.fromString(ids.hashed(NewKind.USER_TOKEN, "a")).version())
                .isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "0000001lg004i_0000000000001",
                "0000001lg004i-000000000000w",
                "0000001LG004I-0000000000001",
                "vvvvvvvvvvvvv-0000000000001",
                "0000001lg004i-vvvvvvvvvvvvv",
                "0000001lg004i-0000000000001 "
            })
    void an_id_of_another_form_is_refused(String id) {
        assertThatThrownBy(() -> ids.ascending(NewKind.RUN, id)).isInstanceOf(ConversionException.class);
    }
}
