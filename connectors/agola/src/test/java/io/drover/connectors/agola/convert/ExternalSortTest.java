package io.drover.connectors.agola.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connectors.agola.convert.ExternalSort.Sorted;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalSortTest {

    private final Path directory;

    ExternalSortTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 20_000, 10_000_000})
    void items_come_out_by_key_and_equal_ones_as_they_went_in(int memory) throws Exception {
        Random random = new Random(7);
        List<String> expected = new ArrayList<>();
        try (ExternalSort sort = new ExternalSort(directory, memory)) {
            for (int i = 0; i < 1_000; i++) {
                String key = "k\0ü" + random.nextInt(300);
                sort.add(key, ByteBuffer.allocate(4 + i % 7).putInt(i).array());
                expected.add(key + "#" + i);
            }
            expected.sort(Comparator.comparing(item -> item.substring(0, item.indexOf('#'))));
            List<String> sorted = new ArrayList<>();
            Sorted items = sort.sorted();
            for (Item item = items.take(); item != null; item = items.take()) {
                sorted.add(item.key() + "#" + ByteBuffer.wrap(item.value()).getInt());
            }
            assertThat(sorted).isEqualTo(expected);
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
