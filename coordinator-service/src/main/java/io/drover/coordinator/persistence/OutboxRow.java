package io.drover.coordinator.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A message that is sent because its transaction commits. Those that follow from a decision are written by {@link Change}. */
@Entity
@Table(name = "outbox")
public class OutboxRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Column(nullable = false)
    private String topic;

    @Column(nullable = false)
    private String key;

    @Column(nullable = false)
    private String payload;

    protected OutboxRow() {}

    public OutboxRow(String topic, String key, String payload) {
        this.topic = topic;
        this.key = key;
        this.payload = payload;
    }
}
