package io.drover.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NodeIdsTest {

    @Test
    void an_id_has_one_number_for_ever_and_no_other_id_has_it() {
        NodeIds ids = new NodeIds();
        Map<String, Integer> expected = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String id = "QA-T" + random.nextInt(100_000);
            int number = expected.computeIfAbsent(id, key -> expected.size());
            assertThat(ids.number(id)).isEqualTo(number);
        }

        assertThat(ids.size()).isEqualTo(expected.size());
        expected.forEach((id, number) -> assertThat(ids.find(id)).isEqualTo(number));
        assertThat(ids.find("QA-T100000")).isEqualTo(-1);
        assertThat(ids.size()).isEqualTo(expected.size()); // to look is not to add
    }
}
