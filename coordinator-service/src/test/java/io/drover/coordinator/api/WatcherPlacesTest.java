package io.drover.coordinator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.coordinator.door.TestLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class WatcherPlacesTest {

    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final WatcherPlaces places = new WatcherPlaces(new TestLimits(1, 1, 1, 2, 3), figures);

    @Test
    void one_caller_has_so_many_and_leaves_the_others_theirs() {
        Runnable first = places.take("ada");
        places.take("ada");

        assertThatThrownBy(() -> places.take("ada"))
                .isInstanceOfSatisfying(
                        NoPlaceException.class, e -> assertThat(e.status()).isEqualTo(429))
                .hasMessageContaining("ada watches 2");
        places.take("bea");
        assertThatThrownBy(() -> places.take("cem"))
                .isInstanceOfSatisfying(
                        NoPlaceException.class, e -> assertThat(e.status()).isEqualTo(503));

        first.run();
        first.run();

        assertThat(figures.get("drover.api.watchers").gauge().value()).isEqualTo(2);
        places.take("ada");
        assertThatThrownBy(() -> places.take("cem")).isInstanceOf(NoPlaceException.class);
    }
}
