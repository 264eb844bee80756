package io.drover.sandbox.agola;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the JSON objects in a stream of them, whatever is between them and however the stream is cut into pieces. It
 * counts braces only; whether an object is right is its reader's business.
 */
final class ObjectSplitter {

    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean strayed;

    /** The objects that end in these bytes. */
    List<byte[]> feed(byte[] bytes, int length) {
        List<byte[]> whole = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < length; i++) {
            boolean outside = depth == 0;
            boolean ended = step(bytes[i]);
            if (outside) {
                start = i;
            } else if (ended) {
                partial.write(bytes, start, i + 1 - start);
                whole.add(partial.toByteArray());
                partial.reset();
            }
        }
        if (depth > 0) {
            partial.write(bytes, start, length - start);
        }
        return whole;
    }

    /** Takes one byte; true when it ends an object. */
    boolean step(byte b) {
        if (depth == 0) {
            if (b == '{') {
                depth = 1;
            } else if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                strayed = true;
            }
            return false;
        }
        if (inString) {
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '"') {
                inString = false;
            }
            return false;
        }
        switch (b) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {
                // within an object and outside of strings only brackets matter
            }
        }
        return depth == 0;
    }

    /** Whether the stream would end within an object. */
    boolean inside() {
        return depth > 0;
    }

    /** Whether something else than objects and white space was seen. */
    boolean strayed() {
        return strayed;
    }
}
