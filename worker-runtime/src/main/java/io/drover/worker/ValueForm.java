package io.drover.worker;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A text as it may be found inside another: each of its characters as it is, or as URLs, JSON, HTML and shells write it, also
 * several times over, and the kinds mixed. Letters of no case are told apart where the text is hex.
 */
final class ValueForm {

    private static final HexFormat HEX = HexFormat.of();
    private static final int LONGEST_NAME = 8;

    private final int[] characters;
    private final Kind kind;

    /** What the text is, which says which characters mean the same. */
    enum Kind {
        PLAIN,
        /** Of either alphabet; line ends within do not count. */
        BASE64,
        /** In capitals or small; colons within do not count. */
        HEX
    }

    ValueForm(String text, Kind kind) {
        this.characters = text.codePoints().toArray();
        this.kind = kind;
    }

    /** Whether its characters stand for less than one of the value. */
    boolean isCode() {
        return kind != Kind.PLAIN;
    }

    int length() {
        return characters.length;
    }

    /**
     * How far it goes from there.
     *
     * @param end where it ends in the text that is looked through
     */
    record Found(int characters, int end) {}

    /** How many of its characters stand at {@code from}, the first ones. */
    Found at(String text, int from) {
        int at = from;
        int found = 0;
        while (found < characters.length) {
            int next = next(text, at, characters[found]);
            if (next < 0 && found > 0 && kind != Kind.PLAIN) {
                int after = between(text, at);
                next = after > at ? next(text, after, characters[found]) : -1;
            }
            if (next < 0) {
                break;
            }
            at = next;
            found++;
        }
        return new Found(found, at);
    }

    /** Whether a text that begins with this character may begin with it; saves looking for nearly all. */
    boolean mayBeginWith(char first) {
        return first == '%'
                || first == '\\'
                || first == '&'
                || first == '+'
                || isMeant(first, characters[0])
                || Character.isSurrogate(first);
    }

    private int between(String text, int from) {
        int at = from;
        while (at < text.length() && isBetween(text.charAt(at))) {
            at++;
        }
        if (kind == Kind.BASE64 && at == from && text.startsWith("\\", at)) {
            while (text.startsWith("\\r", at) || text.startsWith("\\n", at)) {
                at += 2;
            }
        }
        return at;
    }

    private boolean isBetween(char c) {
        return kind == Kind.HEX ? c == ':' : c == '\r' || c == '\n';
    }

    /** Where the text goes on after this character, written in any way; -1 when it is not there. */
    private int next(String text, int at, int wanted) {
        if (at >= text.length()) {
            return -1;
        }
        int c = text.codePointAt(at);
        int plain = isMeant(c, wanted) ? at + Character.charCount(c) : -1;
        return switch (c) {
            case '%' -> orElse(orElse(percent(text, at, wanted, true), percent(text, at, wanted, false)), plain);
            case '\\' -> orElse(escaped(text, at, wanted), plain);
            case '&' -> orElse(entity(text, at, wanted), plain);
            case '+' -> plain >= 0 ? plain : wanted == ' ' ? at + 1 : -1;
            default -> plain;
        };
    }

    private static int orElse(int first, int second) {
        return first >= 0 ? first : second;
    }

    private boolean isMeant(int c, int wanted) {
        if (c == wanted) {
            return true;
        }
        return switch (kind) {
            case PLAIN -> false;
            case BASE64 -> (c == '-' && wanted == '+') || (c == '_' && wanted == '/');
            case HEX -> Character.toLowerCase(c) == wanted;
        };
    }

    /** {@code %2F}, {@code %252F} and so on, byte for byte. */
    private int percent(String text, int from, int wanted, boolean often) {
        int at = from;
        StringBuilder bytes = new StringBuilder();
        while (at < text.length() && text.charAt(at) == '%') {
            at++;
            while (often && text.startsWith("25", at) && isHex(text, at + 2, 2)) {
                at += 2;
            }
            if (!isHex(text, at, 2)) {
                return -1;
            }
            bytes.append(text, at, at + 2);
            at += 2;
            String decoded = new String(HEX.parseHex(bytes), StandardCharsets.UTF_8);
            if (isMeant(decoded.codePointAt(0), wanted)) {
                return at;
            }
            if (bytes.length() == 8) {
                return -1;
            }
        }
        return -1;
    }

    /** After a backslash, or as many as it was quoted times: as it is, or by its number. */
    private int escaped(String text, int from, int wanted) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        if (wanted == '\\') {
            return at;
        }
        if (at >= text.length()) {
            return -1;
        }
        char c = text.charAt(at);
        if ((c == 'u' || c == 'x') && isHex(text, at + 1, c == 'u' ? 4 : 2)) {
            int end = at + (c == 'u' ? 5 : 3);
            int unit = Integer.parseInt(text, at + 1, end, 16);
            if (unit == wanted) {
                return end;
            }
            boolean pair = Character.isHighSurrogate((char) unit)
                    && text.startsWith("\\u", end)
                    && isHex(text, end + 2, 4)
                    && Character.toCodePoint((char) unit, (char) Integer.parseInt(text, end + 2, end + 6, 16))
                            == wanted;
            if (pair) {
                return end + 6;
            }
        }
        boolean control =
                switch (c) {
                    case 'n' -> wanted == '\n';
                    case 'r' -> wanted == '\r';
                    case 't' -> wanted == '\t';
                    default -> false;
                };
        return control || isMeant(text.codePointAt(at), wanted) ? at + Character.charCount(text.codePointAt(at)) : -1;
    }

    /** By the name of an entity or by its number, also where the ampersand is written so itself. */
    private int entity(String text, int from, int wanted) {
        int at = from + 1;
        while (text.startsWith("amp;", at) && length(text, at + 4) > 0) {
            at += 4;
        }
        int length = length(text, at);
        if (length > 0 && meaning(text.substring(at, at + length)) == wanted) {
            return at + length + 1;
        }
        return wanted == '&' && text.startsWith("amp;", from + 1) ? from + 5 : -1;
    }

    /** Of the name of an entity, which a semicolon ends; 0 when there is none. */
    private static int length(String text, int from) {
        int end = text.indexOf(';', from);
        return end > from && end - from <= LONGEST_NAME && meaning(text.substring(from, end)) >= 0 ? end - from : 0;
    }

    private static int meaning(String name) {
        if (name.startsWith("#")) {
            boolean hex = name.startsWith("x", 1) || name.startsWith("X", 1);
            try {
                return Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
            } catch (NumberFormatException e) {
                return -1;
            }
        }
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> -1;
        };
    }

    private static boolean isHex(String text, int from, int count) {
        if (from + count > text.length()) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
