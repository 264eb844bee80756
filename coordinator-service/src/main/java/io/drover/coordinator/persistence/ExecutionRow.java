package io.drover.coordinator.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution: its plan and the migration's definition as they were when it began, and its state, each as JSON. Changed
 * only under the row's lock; {@code revision} counts the changes. {@code route} is null when the target is not changed.
 */
@Entity
@Table(name = "execution")
public class ExecutionRow {

    @Id
    private String id;

    @Column(nullable = false)
    private String migration;

    @Column(name = "idempotency_key")
    private @Nullable String idempotencyKey;

    private @Nullable String route;

    @SuppressWarnings("UnusedVariable") // asked for by queries only, as the next one is
    private @Nullable String target;

    @SuppressWarnings("UnusedVariable")
    @Column(nullable = false)
    private boolean guarded;

    @Column(nullable = false)
    private String plan;

    @Column(nullable = false)
    private String definition;

    @Column(nullable = false)
    private String state;

    @Column(nullable = false)
    private String status;

    @Column(nullable = false)
    private long revision;

    @Column(name = "next_due")
    private @Nullable Instant nextDue;

    @Column(name = "started_at", nullable = false)
    private Instant startedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    /** Written by a prune, beside the coordinator. */
    @Column(name = "journal_pruned", insertable = false, updatable = false)
    private @Nullable Long journalPruned;

    @Column(name = "staging_pruned_at", insertable = false, updatable = false)
    private @Nullable Instant stagingPrunedAt;

    protected ExecutionRow() {}

    public ExecutionRow(
            String id,
            String migration,
            @Nullable String idempotencyKey,
            @Nullable String route,
            String plan,
            String definition,
            String state,
            Instant startedAt) {
        this.id = id;
        this.migration = migration;
        this.idempotencyKey = idempotencyKey;
        this.route = route;
        this.plan = plan;
        this.definition = definition;
        this.state = state;
        this.status = "RUNNING";
        this.startedAt = startedAt;
    }

    /** @param system what the execution changes; guarded, it has that to itself */
    public ExecutionRow changing(@Nullable String system, boolean guarded) {
        this.target = system;
        this.guarded = guarded;
        return this;
    }

    public void change(String newState, String newStatus, @Nullable Instant due, @Nullable Instant finished) {
        state = newState;
        status = newStatus;
        nextDue = due;
        finishedAt = finished;
        revision++;
    }

    public String id() {
        return id;
    }

    public String migration() {
        return migration;
    }

    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    public @Nullable String route() {
        return route;
    }

    public String plan() {
        return plan;
    }

    public String definition() {
        return definition;
    }

    public String state() {
        return state;
    }

    /** That of the state. */
    public String status() {
        return status;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public long revision() {
        return revision;
    }
}
