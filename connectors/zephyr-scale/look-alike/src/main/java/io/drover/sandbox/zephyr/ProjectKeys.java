package io.drover.sandbox.zephyr;

/** The documented form of keys, checked by hand. */
final class ProjectKeys {

    private ProjectKeys() {}

    /** {@code [A-Z][A-Z_0-9]+} */
    static boolean wellFormed(String key) {
        if (key.length() < 2 || key.charAt(0) < 'A' || key.charAt(0) > 'Z') {
            return false;
        }
        for (int i = 1; i < key.length(); i++) {
            char c = key.charAt(i);
            if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** {@code .+-T[0-9]+}: the number, or -1 when it is not a test case's key. */
    static int caseNumber(String key) {
        int at = key.lastIndexOf("-T");
        if (at < 1 || at + 2 == key.length() || key.length() - at > 11) {
            return -1;
        }
        int number = 0;
        for (int i = at + 2; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
