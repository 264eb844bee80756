package io.drover.coordinator.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one change of an execution was and decided, as JSON. {@code seq} is the execution's revision. */
@Entity
@Table(name = "journal")
@IdClass(JournalRow.Key.class)
public class JournalRow {

    @Id
    private String execution;

    @Id
    private long seq;

    @Column(nullable = false)
    private Instant at;

    @Column(nullable = false)
    private String entry;

    protected JournalRow() {}

    public long seq() {
        return seq;
    }

    public Instant at() {
        return at;
    }

    public String entry() {
        return entry;
    }

    /** Execution and revision. */
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private @Nullable String execution;
        private long seq;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.seq == seq && Objects.equals(key.execution, execution);
        }

        @Override
        public int hashCode() {
            return Objects.hash(execution, seq);
        }
    }
}
