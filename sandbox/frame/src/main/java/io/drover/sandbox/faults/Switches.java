package io.drover.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@link Switch}es of the systems behind one port. Safe for any thread. */
public final class Switches {

    /** Added to each API request. */
    public static final Switch<Integer> LATENCY_MS = Switch.number("latencyMs", 0, 0, Integer.MAX_VALUE);

    /** How a 429 says when to come back. */
    public static final Switch<RetryAfterForm> RETRY_AFTER = Switch.choice("retryAfter", RetryAfterForm.SECONDS);

    private final Map<String, Switch<?>> known = new LinkedHashMap<>();
    private final Map<String, Object> initial;
    private final Runnable changed;
    private volatile Map<String, Object> values;

    /**
     * @param latencyMs at the start, and after each reset
     * @param own those of the systems
     * @param changed runs after each change
     */
    public Switches(int latencyMs, Collection<Switch<?>> own, Runnable changed) {
        this.changed = changed;
        known.put(LATENCY_MS.word(), LATENCY_MS);
        known.put(RETRY_AFTER.word(), RETRY_AFTER);
        own.forEach(each -> known.put(each.word(), each));
        Map<String, Object> usual = new LinkedHashMap<>();
        known.values().forEach(each -> usual.put(each.word(), each.usual()));
        usual.put(LATENCY_MS.word(), latencyMs);
        this.initial = usual;
        this.values = usual;
    }

    /** Requests per second before this system answers 429, in fixed windows; 0 for no limit. */
    public static Switch<Integer> perSecond(String system) {
        return Switch.number(system + "PerSecond", 0, 0, Integer.MAX_VALUE);
    }

    @SuppressWarnings("unchecked") // each value is of its switch's type
    public <T> T get(Switch<T> of) {
        Object value = values.get(of.word());
        if (value == null) {
            throw unknown(of.word());
        }
        return (T) value;
    }

    /** @throws IllegalArgumentException when it cannot be so */
    public <T> Switches set(Switch<T> of, T value) {
        get(of);
        put(Map.of(of.word(), of.reading().apply(Parts.MAPPER.valueToTree(value), value)));
        return this;
    }

    /** As at the start. */
    public Switches reset() {
        put(initial);
        return this;
    }

    /** All of them, by word. */
    public ObjectNode shown() {
        return Parts.MAPPER.valueToTree(values);
    }

    /**
     * Changes none when a part is wrong.
     *
     * @param asked what {@link #shown} shows, or any part of it
     * @throws IllegalArgumentException says what is wrong
     */
    public void change(ObjectNode asked) {
        Map<String, Object> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> part : asked.properties()) {
            Switch<?> of = known.get(part.getKey());
            if (of == null) {
                throw unknown(part.getKey());
            }
            read.put(of.word(), read(of, part.getValue()));
        }
        put(read);
    }

    private <T> Object read(Switch<T> of, JsonNode asked) {
        return of.reading().apply(asked, get(of));
    }

    private void put(Map<String, Object> some) {
        synchronized (this) {
            Map<String, Object> next = new LinkedHashMap<>(values);
            next.putAll(some);
            values = next;
        }
        changed.run();
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException("there is no switch or fault '" + word + "'");
    }
}
