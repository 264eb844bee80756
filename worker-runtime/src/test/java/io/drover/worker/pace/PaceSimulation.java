package io.drover.worker.pace;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.spi.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Workers, executions and a limited system on one simulated clock. Each lane of an execution sends one request after the
 * other; what is refused waits as it is told and is sent again, as the HTTP client does it. Seeded, so that it can be told again.
 */
final class PaceSimulation {

    private static final long ROUND_TRIP = 3_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Random random = new Random(7);
    private final LimitedSystem system;
    private final long latency;
    private final Told told;
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, Long> done = new HashMap<>();
    private String row;
    private long sequence;
    private long now;
    private long asks;
    private long works = 1;
    private long rests;

    private record Event(long at, long sequence, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    PaceSimulation(
            LimitedSystem system,
            int workers,
            int executions,
            int lanes,
            long latency,
            Told told,
            String row,
            long start) {
        this.system = system;
        this.latency = latency;
        this.told = told;
        this.row = row;
        this.now = start;
        for (int w = 0; w < workers; w++) {
            Process process = new Process("worker-" + w, 10_000_000L * w);
            processes.add(process);
            for (int e = 0; e < executions; e++) {
                for (int l = 0; l < lanes; l++) {
                    String execution = "execution-" + e;
                    after(random.nextInt(20_000), () -> process.want(execution));
                }
            }
        }
    }

    void run(long until) {
        while (!events.isEmpty() && events.peek().at() < until) {
            Event event = events.remove();
            now = event.at();
            event.what().run();
        }
        now = until;
    }

    /** Each process sends for a time and rests for another, one after the other: some always send. */
    PaceSimulation resting(long worksFor, long restsFor) {
        this.works = worksFor;
        this.rests = restsFor;
        return this;
    }

    private long untilWork(Process process) {
        long part = (now + (works + rests) * processes.indexOf(process) / processes.size()) % (works + rests);
        return rests == 0 || part < works ? 0 : works + rests - part;
    }

    String row() {
        return row;
    }

    long asks() {
        return asks;
    }

    Map<String, Long> done() {
        return done;
    }

    private void after(long micros, Runnable what) {
        events.add(new Event(now + micros, sequence++, what));
    }

    private final class Process {

        private final String name;
        /** Its clock begins anywhere. */
        private final long ahead;

        private final Book book = new Book();
        private boolean asking;
        private boolean givingBack;

        private Process(String name, long ahead) {
            this.name = name;
            this.ahead = ahead;
        }

        private long local() {
            return now + ahead;
        }

        private void want(String execution) {
            Ticket ticket = new Ticket(execution, Thread.currentThread());
            book.enter(ticket, told, local());
            if (book.needs(local())) {
                ask();
            }
            pursue(ticket);
        }

        private void pursue(Ticket ticket) {
            if (ticket.isServed()) {
                after(Math.max(0, ticket.due() - local()) + random.nextInt(4_000), () -> go(ticket));
                return;
            }
            if (book.needs(local())) {
                ask();
            }
            long wait = Math.clamp(book.askAt() - local(), 1_000, Periods.SECOND);
            after(ticket.isServed() ? 0 : Math.min(wait, 20_000), () -> pursue(ticket));
        }

        private void go(Ticket ticket) {
            if (!book.go(ticket, local())) {
                pursue(ticket);
                return;
            }
            long there = latency / 20 + random.nextLong(latency / 20 + 1);
            after(there, () -> {
                Turn.Answered answer = system.arrive(now);
                long back = latency / 20 + random.nextLong(latency / 20 + 1);
                if (answer.refused()) {
                    after(back, () -> answered(ticket, answer));
                    return;
                }
                long work = latency * 8 / 10 + random.nextLong(latency / 10 + 1);
                system.works(work);
                after(work, system::left);
                after(work + back, () -> answered(ticket, answer));
            });
        }

        private void answered(Ticket ticket, Turn.Answered answer) {
            book.answered(ticket, answer, local());
            book.ended(ticket, local());
            book.serve(local());
            giveBackSoon();
            if (answer.refused()) {
                ask();
            } else {
                done.merge(ticket.execution(), 1L, Long::sum);
            }
            long wait = answer.retryAfter().map(asked -> asked.toNanos() / 1000).orElse(0L);
            after(Math.max(wait + 500, untilWork(this)), () -> want(ticket.execution()));
        }

        /** As {@link Gate} does. */
        private void giveBackSoon() {
            if (book.isIdle() && !givingBack) {
                givingBack = true;
                after(Gate.PAUSE, () -> {
                    givingBack = false;
                    if (book.isIdle()) {
                        ask();
                    }
                });
            }
        }

        private void ask() {
            if (asking) {
                return;
            }
            asking = true;
            asks++;
            Ask ask = book.ask(name, "System", local());
            Grant grant = answer(ask);
            after(ROUND_TRIP, () -> {
                asking = false;
                book.granted(grant, local() - grant.now());
                book.serve(local());
            });
        }

        private Grant answer(Ask ask) {
            try {
                SystemPace pace = PaceJson.read(row);
                Grant grant = pace.answer(ask, now);
                row = PaceJson.write(pace);
                return grant;
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
