package io.drover.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.spi.ConnectorException;
import io.drover.spi.Descriptor;
import io.drover.spi.EntityType;
import io.drover.spi.EntityType.Can;
import io.drover.spi.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every descriptor keeps when it says its entity types. */
final class DeclaredTypes {

    /** One that no connector has. */
    static final String UNHEARD_OF = "no-such-entity-type";

    /** There are calls of the SPI for these, so that it can be tried whether it is true. */
    private static final Set<Can> ASKED_FOR =
            EnumSet.of(Can.READ, Can.CREATE, Can.UPDATE, Can.FIND, Can.DELETE, Can.ATTACH, Can.OPEN);

    private DeclaredTypes() {}

    static void check(Descriptor descriptor) {
        List<String> before = new ArrayList<>();
        for (EntityType type : descriptor.entityTypes()) {
            assertThat(type.title()).as("title of " + type.name()).isNotBlank();
            assertThat(before).as("a name that is there once").doesNotContain(type.name());
            assertThat(before)
                    .as("what " + type.name() + " depends on comes first")
                    .containsAll(type.dependsOn());
            assertThat(ASKED_FOR).as("what can be asked of " + type.name()).containsAll(type.can());
            before.add(type.name());
        }
        assertThat(descriptor.roles().contains(Role.SOURCE)).isEqualTo(some(descriptor, Can.READ));
        assertThat(descriptor.roles().contains(Role.TARGET)).isEqualTo(some(descriptor, Can.CREATE));
    }

    static Set<Can> can(Descriptor descriptor, String type) {
        return descriptor.entityTypes().stream()
                .filter(known -> known.name().equals(type))
                .findFirst()
                .map(EntityType::can)
                .orElse(Set.of());
    }

    /** A call for what the descriptor does not say is refused by its name, whatever else is wrong. */
    static void refused(String type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ConnectorException.class, e -> {
            assertThat(e.code()).isEqualTo("ENTITY_TYPE_UNKNOWN");
            assertThat(e).hasMessageContaining(type);
        });
    }

    private static boolean some(Descriptor descriptor, Can word) {
        return descriptor.entityTypes().stream().anyMatch(type -> type.can().contains(word));
    }
}
