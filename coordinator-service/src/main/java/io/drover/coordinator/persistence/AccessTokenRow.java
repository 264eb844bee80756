package io.drover.coordinator.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token by its hash. {@code lastUsedAt} is written at most once an hour. */
@Entity
@Table(name = "access_token")
public class AccessTokenRow {

    @Id
    private String name;

    @Column(nullable = false)
    private String hash;

    @Column(nullable = false)
    private String role;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "created_by", nullable = false)
    private String createdBy;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    protected AccessTokenRow() {}

    public AccessTokenRow(
            String name, String hash, String role, Instant createdAt, String createdBy, @Nullable Instant expiresAt) {
        this.name = name;
        this.hash = hash;
        this.role = role;
        this.createdAt = createdAt;
        this.createdBy = createdBy;
        this.expiresAt = expiresAt;
    }

    public String name() {
        return name;
    }

    public String hash() {
        return hash;
    }

    public String role() {
        return role;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }
}
