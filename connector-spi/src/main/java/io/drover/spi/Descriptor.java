package io.drover.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * What a connector says about itself: workers announce it, the coordinator plans from it.
 *
 * @param id the connector's name in files and messages, for example {@code csv}
 * @param title the system's name for people
 * @param entityTypes what it reads or writes, and what it can do with each; those that others depend on first
 * @param identity the settings that tell one system of this kind from another, for example address and project
 * @param settingsSchema JSON Schema of {@link Connection#settings()}
 * @param secrets the names under which it asks {@link Connection#secrets()}, for example {@code token}
 * @param operations what it can do besides reading and writing records; empty without {@link Role#OPERATIONS}
 */
public record Descriptor(
        String id,
        String title,
        Set<Role> roles,
        List<EntityType> entityTypes,
        List<String> identity,
        JsonNode settingsSchema,
        List<String> secrets,
        List<OperationTraits> operations) {

    public Descriptor {
        roles = Set.copyOf(roles);
        entityTypes = List.copyOf(entityTypes);
        identity = List.copyOf(identity);
        secrets = List.copyOf(secrets);
        operations = List.copyOf(operations);
    }

    /** Of a connector without operations of its own. */
    public Descriptor(
            String id,
            String title,
            Set<Role> roles,
            List<EntityType> entityTypes,
            List<String> identity,
            JsonNode settingsSchema,
            List<String> secrets) {
        this(id, title, roles, entityTypes, identity, settingsSchema, secrets, List.of());
    }
}
