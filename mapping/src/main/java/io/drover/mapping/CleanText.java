package io.drover.mapping;

import java.util.HashSet;
import java.util.Set;

/**
 * Texts as a target can be relied on to keep them: without control characters other than tab and line breaks, which
 * databases and XML refuse, and with U+FFFD in place of half a character and of U+FFFE and U+FFFF, which no text has.
 */
public final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    public static String of(String text) {
        return of(text, new HashSet<>());
    }

    /**
     * @param found gets the code points that went
     * @return {@code text} itself when it is clean
     */
    static String of(String text, Set<Integer> found) {
        int first = firstUnclean(text, 0);
        if (first < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        int from = 0;
        for (int i = first; i >= 0; i = firstUnclean(text, from)) {
            clean.append(text, from, i);
            char c = text.charAt(i);
            if (!isControl(c)) {
                clean.append(REPLACEMENT);
            }
            found.add((int) c);
            from = i + 1;
        }
        return clean.append(text, from, text.length()).toString();
    }

    private static int firstUnclean(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c) || c >= '\uFFFE') {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || (c >= '\u007F' && c <= '\u009F');
    }
}
