package io.drover.connectors.agola.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in JSON bytes that Go wrote. Each method either steps over one thing and answers true, or answers false: then the thing
 * is not there, or not in the one form in which Go writes it, and the place is of no more use.
 */
final class GoBytes {

    private static final int SURE_DIGITS = 18;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** The byte after the text must be there and zero, so that no step needs to look for the end. */
    GoBytes(Bytes text) {
        text.terminate();
        bytes = text.array();
        end = text.length();
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at == end;
    }

    boolean sees(char c) {
        return bytes[at] == c;
    }

    boolean take(char c) {
        if (bytes[at] != c) {
            return false;
        }
        at++;
        return true;
    }

    boolean take(byte[] text) {
        int to = at + text.length;
        if (to > end || !Arrays.equals(bytes, at, to, text, 0, text.length)) {
            return false;
        }
        at = to;
        return true;
    }

    /** The text in bytes [from, to); only for what is ASCII. */
    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Any value, by its quotes and brackets only: whether it is JSON shows when it is read. */
    boolean anyValue() {
        int from = at;
        int depth = 0;
        while (at < end) {
            switch (bytes[at]) {
                case '"' -> {
                    at++;
                    while (at < end && bytes[at] != '"') {
                        at += bytes[at] == '\\' ? 2 : 1;
                    }
                }
                case '{', '[' -> depth++;
                case ',' -> {
                    if (depth == 0) {
                        return at > from;
                    }
                }
                case '}', ']' -> {
                    if (depth == 0) {
                        return at > from;
                    }
                    depth--;
                }
                default -> {}
            }
            at++;
        }
        return false;
    }

    /** A whole number that surely fits into 64 bits. */
    boolean number() {
        boolean negative = take('-');
        int from = at;
        while (bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at > from && at <= from + SURE_DIGITS && (bytes[from] != '0' || (at == from + 1 && !negative));
    }

    /** A text without quotes, backslashes and anything but ASCII. */
    boolean plainText() {
        if (!take('"')) {
            return false;
        }
        while (isPlain(bytes[at])) {
            at++;
        }
        return take('"');
    }

    boolean text() {
        if (!take('"')) {
            return false;
        }
        while (true) {
            byte b = bytes[at];
            if (isPlain(b)) {
                at++;
            } else if (b == '"') {
                at++;
                return true;
            } else if (b == '\\' ? !escape() : b >= 0 || !multiByte()) {
                return false;
            }
        }
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\' && b != '<' && b != '>' && b != '&';
    }

    private boolean escape() {
        switch (bytes[at + 1]) {
            case '"', '\\', 'n', 'r', 't' -> {
                at += 2;
                return true;
            }
            case 'u' -> {
                boolean whole = at + 6 <= end;
                String hex = whole ? new String(bytes, at + 2, 4, StandardCharsets.ISO_8859_1) : "";
                at += 6;
                return switch (hex) {
                    case "003c", "003e", "0026", "2028", "2029" -> true;
                    // The first one is no text for every database.
                    case "0000", "0009", "000a", "000d" -> false;
                    default -> hex.matches("00[01][0-9a-f]");
                };
            }
            default -> {
                return false;
            }
        }
    }

    /** One character of two to four bytes; not one that is longer than need be, half of a pair, or to be escaped. */
    private boolean multiByte() {
        int first = bytes[at] & 0xff;
        int more = first >= 0xc2 && first < 0xe0
                ? 1
                : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0;
        int code = more == 0 ? -1 : first & 0x3f >> more;
        for (int i = 1; i <= more; i++) {
            int next = bytes[at + i];
            if ((next & 0xc0) != 0x80) {
                return false;
            }
            code = (code << 6) | (next & 0x3f);
        }
        at += 1 + more;
        return switch (more) {
            case 1 -> true;
            case 2 -> code >= 0x800 && (code < 0xd800 || code > 0xdfff) && code != 0x2028 && code != 0x2029;
            case 3 -> code >= 0x10000 && code <= 0x10ffff;
            default -> false;
        };
    }
}
