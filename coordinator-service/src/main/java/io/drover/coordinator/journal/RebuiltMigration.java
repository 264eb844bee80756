package io.drover.coordinator.journal;

import java.time.Instant;

/** A migration as its definitions in the log leave it. */
record RebuiltMigration(Instant createdAt, Defined newest) {

    static RebuiltMigration of(Defined first) {
        return new RebuiltMigration(first.at(), first);
    }

    RebuiltMigration then(Defined next) {
        return new RebuiltMigration(createdAt, next);
    }
}
