package io.drover.worker.pace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests that wait: executions take turns, the requests of one go in their order. */
final class Queue {

    private final LinkedHashMap<String, Deque<Ticket>> waiting = new LinkedHashMap<>();
    private int size;

    void add(Ticket ticket) {
        waiting.computeIfAbsent(ticket.execution(), id -> new ArrayDeque<>()).addLast(ticket);
        size++;
    }

    void addFirst(Ticket ticket) {
        waiting.computeIfAbsent(ticket.execution(), id -> new ArrayDeque<>()).addFirst(ticket);
        size++;
    }

    /** The next one. @throws java.util.NoSuchElementException when none waits */
    Ticket next() {
        Map.Entry<String, Deque<Ticket>> first = waiting.firstEntry();
        Deque<Ticket> tickets = first == null ? new ArrayDeque<>() : first.getValue();
        Ticket next = tickets.removeFirst();
        waiting.remove(next.execution());
        if (!tickets.isEmpty()) {
            waiting.put(next.execution(), tickets);
        }
        size--;
        return next;
    }

    @Nullable
    Ticket first() {
        Map.Entry<String, Deque<Ticket>> first = waiting.firstEntry();
        return first == null ? null : first.getValue().peekFirst();
    }

    void remove(Ticket ticket) {
        Deque<Ticket> tickets = waiting.get(ticket.execution());
        if (tickets != null && tickets.remove(ticket)) {
            size--;
            if (tickets.isEmpty()) {
                waiting.remove(ticket.execution());
            }
        }
    }

    int size() {
        return size;
    }

    Map<String, Integer> byExecution() {
        Map<String, Integer> sizes = new HashMap<>();
        waiting.forEach((execution, tickets) -> sizes.put(execution, tickets.size()));
        return sizes;
    }
}
