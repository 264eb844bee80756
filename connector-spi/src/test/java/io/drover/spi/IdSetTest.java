package io.drover.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdSetTest {

    private static final int MANY = 1_000_000;

    @Test
    void each_id_is_new_once() {
        IdSet ids = new IdSet();
        assertThat(keys().filter(ids::add).count()).isEqualTo(MANY);
        assertThat(keys().noneMatch(ids::add)).isTrue();
        assertThat(ids.add("")).isTrue();
        assertThat(ids.add("")).isFalse();
    }

    @Test
    void ids_of_any_form_are_told_apart() {
        Random random = new Random(9);
        List<String> forms = IntStream.range(0, 20_000)
                .mapToObj(i -> Stream.of(
                        String.valueOf(i), i + ".0", "\u0100" + (char) i, Long.toHexString(random.nextLong()), " " + i))
                .flatMap(some -> some)
                .distinct()
                .toList();
        IdSet ids = new IdSet();
        assertThat(forms.stream().filter(ids::add)).hasSameSizeAs(forms);
    }

    private static Stream<String> keys() {
        return IntStream.range(0, MANY).mapToObj(i -> "KEY-T" + i);
    }
}
