package io.drover.system;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code ExportTraceServiceRequest} of OpenTelemetry's protocol (opentelemetry/proto/trace/v1/trace.proto): resource spans (1)
 * of a resource (1) and scope spans (2), which hold spans (2).
 */
final class OtlpTraces {

    /** A field of a protobuf message: its bytes when it has a length, its number otherwise. */
    private record Field(int tag, byte[] bytes, long number) {
        private String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private String hex() {
            return HexFormat.of().formatHex(bytes);
        }
    }

    private OtlpTraces() {}

    static List<TraceCollector.Span> read(byte[] request) {
        List<TraceCollector.Span> spans = new ArrayList<>();
        for (Field resourceSpans : fields(request, 1)) {
            Map<String, String> resource = new HashMap<>();
            fields(resourceSpans.bytes(), 1).forEach(each -> resource.putAll(attributes(each.bytes(), 1)));
            String service = resource.getOrDefault("service.name", "");
            for (Field scopeSpans : fields(resourceSpans.bytes(), 2)) {
                fields(scopeSpans.bytes(), 2).forEach(span -> spans.add(span(service, span.bytes())));
            }
        }
        return spans;
    }

    private static TraceCollector.Span span(String service, byte[] span) {
        return new TraceCollector.Span(
                service,
                first(span, 1).hex(),
                first(span, 2).hex(),
                first(span, 4).hex(),
                first(span, 5).text(),
                attributes(span, 9));
    }

    /** Key (1) and value (2), of which a string (1) and a number (3) are read. */
    private static Map<String, String> attributes(byte[] message, int tag) {
        Map<String, String> attributes = new HashMap<>();
        for (Field attribute : fields(message, tag)) {
            byte[] value = first(attribute.bytes(), 2).bytes();
            Field text = first(value, 1);
            attributes.put(
                    first(attribute.bytes(), 1).text(),
                    text.bytes().length > 0
                            ? text.text()
                            : String.valueOf(first(value, 3).number()));
        }
        return attributes;
    }

    private static Field first(byte[] message, int tag) {
        List<Field> found = fields(message, tag);
        return found.isEmpty() ? new Field(tag, new byte[0], 0) : found.getFirst();
    }

    private static List<Field> fields(byte[] message, int tag) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            Field field = next(in);
            if (field.tag() == tag) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static Field next(ByteBuffer in) {
        long key = varint(in);
        int tag = (int) (key >>> 3);
        return switch ((int) (key & 7)) {
            case 0 -> new Field(tag, new byte[0], varint(in));
            case 1 -> new Field(tag, new byte[0], in.getLong());
            case 2 -> {
                byte[] bytes = new byte[(int) varint(in)];
                in.get(bytes);
                yield new Field(tag, bytes, 0);
            }
            case 5 -> new Field(tag, new byte[0], in.getInt());
            default -> throw new IllegalArgumentException("no wire type of protobuf: " + key);
        };
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
