package io.drover.coordinator.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A migration's definition, as JSON. {@code revision} counts how often it was defined or removed. */
@Entity
@Table(name = "migration")
public class MigrationRow {

    @Id
    private String name;

    @Column(nullable = false)
    private String definition;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "changed_at", nullable = false)
    private Instant changedAt;

    @Column(nullable = false)
    private long revision;

    @Column(name = "removed_at")
    private @Nullable Instant removedAt;

    protected MigrationRow() {}

    public MigrationRow(String name, String definition, Instant now) {
        this.name = name;
        this.definition = definition;
        this.createdAt = now;
        this.changedAt = now;
        this.revision = 1;
    }

    public void redefine(String newDefinition, Instant now) {
        definition = newDefinition;
        changedAt = now;
        removedAt = null;
        revision++;
    }

    public void remove(Instant now) {
        removedAt = now;
        revision++;
    }

    public boolean isRemoved() {
        return removedAt != null;
    }

    public String name() {
        return name;
    }

    public String definition() {
        return definition;
    }

    public long revision() {
        return revision;
    }
}
