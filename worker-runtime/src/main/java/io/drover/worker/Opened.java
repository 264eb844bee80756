package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.ConnectionRef;
import io.drover.spi.Source;
import io.drover.spi.Target;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a batch needs secrets for, each when it is first asked for. They may come from the database: who waits for a connection
 * inside a monitor keeps, before JDK 24, other virtual threads of the process waiting, and the rest of its batch on every JDK.
 */
final class Opened implements AutoCloseable {

    private final Command command;
    private final Connectors connectors;
    private final CountingMeter meter;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Masks masks;
    private @Nullable Source source;
    private @Nullable Target target;

    Opened(Command command, Connectors connectors, CountingMeter meter) {
        this.command = command;
        this.connectors = connectors;
        this.meter = meter;
    }

    /** @throws io.drover.spi.ConnectorException when the values cannot be read */
    Masks masks() {
        lock.lock();
        try {
            if (masks == null) {
                masks = Masks.of(command, connectors);
            }
            return masks;
        } finally {
            lock.unlock();
        }
    }

    Source source() {
        lock.lock();
        try {
            if (source == null) {
                source = connectors.openSource(required(command.source(), "source"), meter, masks());
            }
            return source;
        } finally {
            lock.unlock();
        }
    }

    Target target() {
        lock.lock();
        try {
            if (target == null) {
                target = connectors.openTarget(required(command.target(), "target"), meter, masks());
            }
            return target;
        } finally {
            lock.unlock();
        }
    }

    private ConnectionRef required(@Nullable ConnectionRef ref, String role) {
        if (ref == null) {
            throw new IllegalArgumentException("command for " + command.batch() + " names no " + role);
        }
        return ref;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (source != null) {
                source.close();
            }
            if (target != null) {
                target.close();
            }
            if (masks != null) {
                masks.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
