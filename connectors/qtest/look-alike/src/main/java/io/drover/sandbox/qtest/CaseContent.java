package io.drover.sandbox.qtest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the callers wrote into a test case. Kept as {@link #pack packed bytes}, about as long as the texts. */
record CaseContent(String name, String description, String precondition, List<Property> properties, List<Step> steps) {

    /** A value as written: list values are text like {@code [21,22]}. */
    record Property(long fieldId, String value) {}

    /**
     * @param id of the step
     * @param calledCaseId 0 for an ordinary step
     */
    record Step(long id, String description, String expected, long calledCaseId) {}

    byte[] pack() {
        Packer out = new Packer();
        out.text(name);
        out.text(description);
        out.text(precondition);
        out.number(properties.size());
        for (Property property : properties) {
            out.number(property.fieldId());
            out.text(property.value());
        }
        out.number(steps.size());
        for (Step step : steps) {
            out.number(step.id());
            out.text(step.description());
            out.text(step.expected());
            out.number(step.calledCaseId());
        }
        return out.bytes.toByteArray();
    }

    static CaseContent unpack(byte[] packed) {
        Unpacker in = new Unpacker(packed);
        String name = in.text();
        String description = in.text();
        String precondition = in.text();
        int count = (int) in.number();
        List<Property> properties = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            properties.add(new Property(in.number(), in.text()));
        }
        count = (int) in.number();
        List<Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            steps.add(new Step(in.number(), in.text(), in.text(), in.number()));
        }
        return new CaseContent(name, description, precondition, properties, steps);
    }

    private static final class Packer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

        /** Seven bits a byte, lowest first; never negative. */
        private void number(long value) {
            long rest = value;
            while (rest > 0x7F) {
                bytes.write((int) (rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        private void text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            bytes.writeBytes(utf8);
        }
    }

    private static final class Unpacker {
        private final byte[] bytes;
        private int at;

        private Unpacker(byte[] bytes) {
            this.bytes = bytes;
        }

        private long number() {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[at++];
                value |= (long) (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0);
            return value;
        }

        private String text() {
            int length = (int) number();
            String text = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
            return text;
        }
    }
}
