package io.drover.worker.pace;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets the requests of this process to one system go when it is their turn. Of those that wait, one asks for all; none holds
 * anything while it asks.
 */
final class Gate {

    /** Longest sleep: then it is looked whether the request is wanted still. */
    private static final long NAP = Periods.SECOND;

    /** What a process does not need for so long is for the others. */
    static final long PAUSE = 50_000L;
    /** So often slots are renewed that long requests hold. */
    private static final long RENEW = 3 * Periods.SECOND;

    /** Clocks differ in speed. */
    private static final long DRIFT = 100;

    private final String system;
    private final String title;
    private final String worker;
    private final PaceStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Book book = new Book();
    /** How far this process' clock is ahead of the database's: the least that was seen, since the rest was spent on the way. */
    private long ahead = Long.MAX_VALUE;

    private boolean asking;
    private boolean givingBack;
    private boolean renewing;
    /** Who sleeps until it has to be asked again. */
    private @Nullable Ticket alarmed;

    Gate(String system, String title, String worker, PaceStore store) {
        this.system = system;
        this.title = title;
        this.worker = worker;
        this.store = store;
    }

    /** @throws ConnectorException {@code INTERRUPTED}; {@code THROTTLED} when the system asks to wait longer than {@code longest} */
    Turn turn(String execution, Told told, Duration longest, Runnable wanted) {
        Ticket ticket = new Ticket(execution, Thread.currentThread());
        lock.lock();
        try {
            book.enter(ticket, told, now());
            if (book.needs(now())) {
                ask();
            }
            long looked = now();
            while (!goes(ticket)) {
                if (book.needs(now()) && !asking) {
                    ask();
                    continue;
                }
                bearable(longest);
                sleep(ticket);
                if (now() - looked > NAP) {
                    looked = now();
                    unlocked(wanted);
                }
            }
            renewWhileHeld();
            return new Taken(ticket);
        } catch (RuntimeException | Error e) {
            book.leave(ticket, now());
            wake(book.serve(now()));
            throw e;
        } finally {
            if (alarmed == ticket) {
                alarmNext();
            }
            lock.unlock();
        }
    }

    /** One of those that wait sees to it that it is asked in time; who does not wait any more leaves it to the next. */
    private void alarmNext() {
        alarmed = book.firstWaiting();
        if (alarmed != null) {
            LockSupport.unpark(alarmed.owner());
        }
    }

    private boolean goes(Ticket ticket) {
        return ticket.isServed() && ticket.due() <= now() && book.go(ticket, now());
    }

    /** A wait that nobody would wait for after a refusal of his own is not waited for after another's. */
    private void bearable(Duration longest) {
        Duration wait = Duration.ofNanos(1000 * book.askedToWait(now()));
        if (wait.compareTo(longest) > 0) {
            throw new ConnectorException(
                    "THROTTLED",
                    FailureType.EXTERNAL,
                    title + " limits requests, and said so to another request of this installation. Lower the rate"
                            + " or wait.",
                    wait,
                    null);
        }
    }

    private void sleep(Ticket ticket) {
        long until = ticket.isServed() ? ticket.due() : asking ? Long.MAX_VALUE : book.askAt();
        alarmed = ticket.isServed() || asking ? alarmed : ticket;
        long micros = Math.clamp(until - now(), 1, NAP);
        unlocked(() -> LockSupport.parkNanos(micros * 1000));
        if (Thread.currentThread().isInterrupted()) {
            throw new ConnectorException(
                    "INTERRUPTED", FailureType.RESOURCES, "The batch was stopped while it waited for its turn.");
        }
        wake(book.serve(now()));
    }

    private void unlocked(Runnable what) {
        lock.unlock();
        try {
            what.run();
        } finally {
            lock.lock();
        }
    }

    /** Asks, unless another thread does. */
    private void ask() {
        if (asking) {
            return;
        }
        asking = true;
        Ask ask = book.ask(worker, title, now());
        lock.unlock();
        Optional<Grant> grant = Optional.empty();
        try {
            grant = store.ask(system, ask);
        } finally {
            lock.lock();
            asking = false;
            long now = now();
            if (grant.isPresent() && grant.get().equals(Grant.FREE)) {
                book.granted(Grant.FREE, 0);
            } else if (grant.isPresent()) {
                book.granted(grant.get(), ahead(now - grant.get().now()));
            } else {
                book.unheard(ask, now);
            }
            wake(book.serve(now));
            alarmNext(); // the others sleep for as long as it was not known when to ask
            renewWhileHeld();
        }
    }

    /** Slots of requests that take long are not to lapse while nobody else comes who would ask. */
    private void renewWhileHeld() {
        if (book.holdsSlots() && !renewing) {
            renewing = true;
            Thread.startVirtualThread(() -> {
                while (renews()) {
                    LockSupport.parkNanos(RENEW * 1000);
                }
            });
        }
    }

    private boolean renews() {
        boolean goesOn = false;
        lock.lock();
        try {
            if (book.holdsSlots() && book.needs(now())) {
                ask();
            }
            goesOn = book.holdsSlots();
            return goesOn;
        } finally {
            renewing = goesOn;
            lock.unlock();
        }
    }

    /** Slots of a process that sends nothing any more are for the others; those of one that only pauses are not worth asking for. */
    private void giveBackSoon() {
        if (book.isIdle() && !givingBack) {
            givingBack = true;
            Thread.startVirtualThread(() -> {
                LockSupport.parkNanos(PAUSE * 1000);
                lock.lock();
                try {
                    givingBack = false;
                    if (book.isIdle()) {
                        ask();
                    }
                } finally {
                    lock.unlock();
                }
            });
        }
    }

    /** @param seen how far it was ahead now, and the way back */
    private long ahead(long seen) {
        boolean jumped = ahead == Long.MAX_VALUE || Math.abs(seen - ahead) > NAP;
        ahead = jumped ? seen : Math.min(ahead + DRIFT, seen);
        return ahead;
    }

    private void wake(List<Ticket> served) {
        served.forEach(ticket -> LockSupport.unpark(ticket.owner()));
        if (alarmed != null && alarmed.isServed()) {
            alarmNext();
        }
    }

    private static long now() {
        return System.nanoTime() / 1000;
    }

    /** A figure of what this process has to do with the system. */
    double figure(ToDoubleFunction<Book> which) {
        lock.lock();
        try {
            return which.applyAsDouble(book);
        } finally {
            lock.unlock();
        }
    }

    /** A request on its way. */
    private final class Taken implements Turn {

        private final Ticket ticket;

        private Taken(Ticket ticket) {
            this.ticket = ticket;
        }

        @Override
        public void answered(Answered answer) {
            lock.lock();
            try {
                book.answered(ticket, answer, now());
                if (answer.refused() && book.needs(now())) {
                    ask(); // the other processes are to know at once
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                book.ended(ticket, now());
                wake(book.serve(now()));
                giveBackSoon();
            } finally {
                lock.unlock();
            }
        }
    }
}
