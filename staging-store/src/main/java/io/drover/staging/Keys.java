package io.drover.staging;

/**
 * Which keys a store takes. Every store takes the same: what worked in a directory works in S3, and no key leads out of
 * the directory.
 */
final class Keys {

    private static final int MAX_LENGTH = 512;

    private Keys() {}

    /** @throws IllegalArgumentException unless it is {@code segment(/segment)*}; a segment does not begin with a dot */
    static String requireKey(String key) {
        if (key.isEmpty() || key.endsWith("/") || !isPrefix(key)) {
            throw new IllegalArgumentException(
                    "'" + key + "' is not a staging key: it must be segments of A-Z a-z 0-9 . _ -"
                            + " with / between them, none empty or beginning with a dot, " + MAX_LENGTH
                            + " characters at most");
        }
        return key;
    }

    /** @throws IllegalArgumentException unless some key begins with it; the empty prefix is every key's */
    static String requirePrefix(String prefix) {
        if (!isPrefix(prefix)) {
            throw new IllegalArgumentException("'" + prefix + "' is not the beginning of any staging key");
        }
        return prefix;
    }

    private static boolean isPrefix(String text) {
        boolean atSegmentStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (atSegmentStart && (c == '/' || c == '.')) {
                return false;
            }
            if (c != '/' && !isSegmentCharacter(c)) {
                return false;
            }
            atSegmentStart = c == '/';
        }
        return text.length() <= MAX_LENGTH;
    }

    private static boolean isSegmentCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
