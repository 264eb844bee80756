package io.drover.sandbox.zephyr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What stands around the values of a page. */
final class Envelope {

    private final ListingForm form;
    private final StringBuilder json = new StringBuilder(256).append('{');

    Envelope(ListingForm form) {
        this.form = form;
    }

    /** @param value needs no escaping */
    void text(String name, @Nullable String value) {
        put(name, value == null ? "null" : '"' + value + '"');
    }

    void number(String name, @Nullable Number value) {
        put(name, value == null ? "null" : form.textNumbers() ? "\"" + value + '"' : value.toString());
    }

    void truth(String name, boolean value) {
        put(name, form.textNumbers() ? "\"" + value + '"' : String.valueOf(value));
    }

    private void put(String name, String value) {
        if (form.omit().contains(name)) {
            return;
        }
        boolean renamed = name.equals("nextStartAtId") && !form.cursorName().isEmpty();
        json.append('"')
                .append(renamed ? form.cursorName() : name)
                .append("\":")
                .append(value)
                .append(',');
    }

    byte[] with(ByteArrayOutputStream values) {
        byte[] head = json.append("\"values\":[").toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[head.length + values.size() + 2];
        System.arraycopy(head, 0, whole, 0, head.length);
        byte[] rows = values.toByteArray();
        System.arraycopy(rows, 0, whole, head.length, rows.length);
        whole[whole.length - 2] = ']';
        whole[whole.length - 1] = '}';
        return whole;
    }
}
