package io.drover.coordinator.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of an execution's audit, as it is served. */
@Entity
@Table(name = "audit")
@IdClass(AuditRow.Key.class)
public class AuditRow {

    @Id
    private String execution;

    @Id
    private long seq;

    @Column(nullable = false)
    private String line;

    protected AuditRow() {}

    public String line() {
        return line;
    }

    /** Execution and number of the line. */
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
