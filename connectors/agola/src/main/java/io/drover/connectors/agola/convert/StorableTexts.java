package io.drover.connectors.agola.convert;

/** Texts, and which of them a PostgreSQL keeps: those without U+0000 and without half a surrogate pair. */
public final class StorableTexts {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableTexts() {}

    static boolean isStorable(String text) {
        return firstOdd(text, 0) < 0;
    }

    /** The text with U+FFFD for each character that cannot be kept. */
    static String storable(String text) {
        int odd = firstOdd(text, 0);
        if (odd < 0) {
            return text;
        }
        char[] kept = text.toCharArray();
        for (; odd >= 0; odd = firstOdd(text, odd + 1)) {
            kept[odd] = REPLACEMENT;
        }
        return new String(kept);
    }

    /** What is in the text that cannot be kept, and nothing else of it, since it may be a secret. */
    static String odd(String text) {
        long nul = 0;
        long halves = 0;
        for (int odd = firstOdd(text, 0); odd >= 0; odd = firstOdd(text, odd + 1)) {
            if (text.charAt(odd) == '\0') {
                nul++;
            } else {
                halves++;
            }
        }
        String zeros = nul == 0 ? "" : "U+0000 " + times(nul);
        String pairs = halves == 0 ? "" : "half a surrogate pair " + times(halves);
        return zeros + (zeros.isEmpty() || pairs.isEmpty() ? "" : ", ") + pairs + " in " + text.length()
                + " characters";
    }

    /** The begin of a text as messages and findings may have it. */
    public static String shown(String text, int most) {
        boolean whole = text.length() <= most;
        return storable(whole ? text : text.substring(0, most)) + (whole ? "" : "…");
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private static int firstOdd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0' || Character.isLowSurrogate(c)) {
                return i;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
