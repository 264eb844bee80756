package io.drover.sandbox.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The {@link OddAnswer}s in force, the earlier before the later. Safe for any thread. */
public final class OddAnswers {

    private static final class Entry {
        private final OddAnswer answer;
        private final Pattern path;
        private final AtomicInteger fired = new AtomicInteger();

        private Entry(OddAnswer answer) {
            this.answer = answer;
            this.path = Pattern.compile(answer.path());
        }

        private boolean takes(String method, String address, String query, byte[] body) {
            return (answer.method().isEmpty() || answer.method().equals(method))
                    && (path.matcher(address).find()
                            || (!query.isEmpty()
                                    && path.matcher(address + "?" + query).find()))
                    && (answer.in().isEmpty() || new String(body, StandardCharsets.UTF_8).contains(answer.in()))
                    && take();
        }

        private boolean take() {
            int most = answer.times() == 0 ? Integer.MAX_VALUE : answer.times();
            return fired.getAndUpdate(n -> n < most ? n + 1 : n) < most;
        }
    }

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    OddAnswers() {}

    public void add(OddAnswer answer) {
        entries.add(new Entry(answer));
    }

    /** Takes away what was {@link #add}ed. */
    @SuppressWarnings("ReferenceEquality") // this one, not one that is like it
    public void remove(OddAnswer answer) {
        entries.removeIf(e -> e.answer == answer);
    }

    public void clear() {
        entries.clear();
    }

    /** Whether there is none: then nothing of a request is looked at. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public List<OddAnswer> all() {
        return entries.stream().map(e -> e.answer).toList();
    }

    /** How many requests each of {@link #all()} was given to. */
    public List<Integer> fired() {
        return entries.stream().map(e -> e.fired.get()).toList();
    }

    /** The answer of this request, counted. */
    public Optional<OddAnswer> next(String method, String path, String query, byte[] body) {
        for (Entry entry : entries) {
            if (entry.takes(method, path, query, body)) {
                return Optional.of(entry.answer);
            }
        }
        return Optional.empty();
    }
}
