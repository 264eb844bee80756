package io.drover.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchIdTest {

    @Test
    void a_batch_id_is_read_as_it_is_written() {
        BatchId id = new BatchId("20261120-101500-bcdfgh", "testcases", Phase.LOAD, 12);

        assertThat(id).hasToString("20261120-101500-bcdfgh/testcases/load/000012");
        assertThat(BatchId.parse(id.toString())).isEqualTo(id);
        assertThat(id.manifestKey()).isEqualTo("executions/20261120-101500-bcdfgh/testcases/load/000012/manifest.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b/load", "a/b/load/1/2", "a/b/unload/000001", "a/b/load/first"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> BatchId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
