package io.drover.spi;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One sort of thing that a system has, and what its connector can do with it. Plans are made from it: what a system cannot do is
 * skipped with the reason before anything runs, so it has to be true. The test kit checks that.
 *
 * @param name as recipes and messages call it, for example {@code report}
 * @param title many of them, for people, for example {@code Test cases}
 * @param dependsOn names of the entity types that its records refer to, and that therefore come before it
 */
public record EntityType(String name, String title, List<String> dependsOn, Set<Can> can) {

    /** What can be done with records of an entity type. A new word is added at the end. */
    public enum Can {
        /** {@link Source#plan} and {@link Source#read}. */
        READ,
        /** Reading only what changed since a time; no call of the SPI asks for it yet. */
        READ_SINCE,
        /** Reading given ids; no call of the SPI asks for it yet. */
        READ_IDS,
        /** {@link Target#load} of an item without a target id, and {@link Target#fetch}. */
        CREATE,
        /** {@link Target#load} of an item with one. */
        UPDATE,
        /** {@link Target#delete}; and what {@link Target#fetch} tells can be loaded again, as it was. */
        DELETE,
        /** {@link Target#findByOrigin}, {@link Target#findAnywhere} and {@link Target#countOrigins}. */
        FIND,
        /** Taking contents: {@link LoadItem#contents}; {@link Target#fetch} tells them. */
        ATTACH,
        /** Giving contents: its records have some, and {@link Source#open} opens them. */
        OPEN
    }

    public EntityType {
        dependsOn = List.copyOf(dependsOn);
        can = Collections.unmodifiableSortedSet(new TreeSet<>(can));
    }

    /** What a connector says to a call about what it does not have; plans keep to descriptors, so that it is a bug. */
    public static ConnectorException unknown(String system, String type) {
        return new ConnectorException(
                "ENTITY_TYPE_UNKNOWN", FailureType.INTERNAL, system + " has no entity type " + type + " for this.");
    }

    /** Of which records are read. */
    public static EntityType read(String name, String title, String... dependsOn) {
        return new EntityType(name, title, List.of(dependsOn), Set.of(Can.READ));
    }

    /** Of which records are created, updated and found again. */
    public static EntityType written(String name, String title, String... dependsOn) {
        return new EntityType(name, title, List.of(dependsOn), Set.of(Can.CREATE, Can.UPDATE, Can.FIND));
    }
}
