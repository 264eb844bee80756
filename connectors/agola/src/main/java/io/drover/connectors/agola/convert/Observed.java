package io.drover.connectors.agola.convert;

import java.util.ArrayList;
import java.util.List;

/** The values of those fields of a record that the converter itself needs. */
final class Observed {

    static final Observed NOTHING = new Observed();

    private final List<Value> values = new ArrayList<>(4);

    private record Value(String as, String text) {}

    void add(String as, String text) {
        values.add(new Value(as, text));
    }

    /** The first value that was seen as this; empty if there was none. */
    String first(String as) {
        for (Value value : values) {
            if (value.as.equals(as)) {
                return value.text;
            }
        }
        return "";
    }

    /** All values that were seen as this: a field in a list is there more than once. */
    List<String> all(String as) {
        return values.stream()
                .filter(value -> value.as.equals(as))
                .map(Value::text)
                .toList();
    }
}
