package io.drover.worker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes given values out of texts, wherever they stand: as they are, as JSON, URLs and HTML write them, in base64 of either alphabet,
 * also inside something longer, and in hex; and the rest of one that was cut off. Immutable.
 */
public final class ValueMasks {

    /** Where a text was cut, as first words of an answer are. */
    private static final char CUT = '…';
    /** So few characters of a value give nothing away, and stand in other words too. */
    private static final int SHORTEST_BEGINNING = 4;
    /** The same where nothing shows that the text was cut, and of what stands for less than a character each. */
    private static final int SHORTEST_END = 8;

    private static final String ESCAPES = "&%\\";
    private static final int LONGEST_ESCAPE = 16;
    /** A shorter code would be found in ordinary words. */
    private static final int SHORTEST_CODE = 6;

    private final String mask;
    private final List<String> values;
    private final List<ValueForm> forms = new ArrayList<>();

    /** @param mask what is put in the place of a value */
    public ValueMasks(Collection<String> values, String mask) {
        this.mask = mask;
        this.values =
                values.stream().filter(value -> !value.isBlank()).distinct().toList();
        this.values.forEach(this::add);
    }

    private void add(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        forms.add(new ValueForm(value, ValueForm.Kind.PLAIN));
        Stream.of(0, 1, 2)
                .map(before -> base64(bytes, before))
                .filter(code -> code.length() >= SHORTEST_CODE)
                .forEach(code -> forms.add(new ValueForm(code, ValueForm.Kind.BASE64)));
        if (2 * bytes.length >= SHORTEST_CODE) {
            forms.add(new ValueForm(HexFormat.of().formatHex(bytes), ValueForm.Kind.HEX));
        }
    }

    /** What base64 makes of the value alone, when {@code before} bytes (or 3 more, or 6 …) stand in front of it. */
    private static String base64(byte[] value, int before) {
        byte[] all = new byte[before + value.length];
        System.arraycopy(value, 0, all, before, value.length);
        String code = Base64.getEncoder().withoutPadding().encodeToString(all);
        int shared = (8 * before + 5) / 6; // characters that what stands in front has a part in
        return code.substring(shared, 8 * all.length / 6);
    }

    /** The text without the values. */
    public String of(String text) {
        if (forms.isEmpty()) {
            return text;
        }
        StringBuilder masked = null;
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            if (end > at) {
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, copied, at).append(mask);
                copied = end;
                at = end;
            } else {
                at++;
            }
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }

    /** Where the longest value ends that stands at this place; the place itself when none does. */
    private int end(String text, int from) {
        char first = text.charAt(from);
        int end = from;
        for (ValueForm form : forms) {
            if (form.mayBeginWith(first)) {
                end = Math.max(end, end(form, text, from));
            }
        }
        boolean afterCut = from > 0 && text.charAt(from - 1) == CUT;
        return end == from && (from == 0 || afterCut)
                ? values.stream()
                        .mapToInt(value -> end(value, text, from, afterCut ? SHORTEST_BEGINNING : SHORTEST_END))
                        .max()
                        .orElse(from)
                : end;
    }

    /** Of a value whose beginning was cut off. */
    private static int end(String value, String text, int from, int least) {
        for (int cut = 1; value.length() - cut >= least; cut++) {
            if (text.regionMatches(from, value, cut, value.length() - cut)) {
                return from + value.length() - cut;
            }
        }
        return from;
    }

    private static int end(ValueForm form, String text, int from) {
        ValueForm.Found found = form.at(text, from);
        if (found.characters() == form.length()) {
            return form.isCode() ? rest(text, found.end()) : found.end();
        }
        int end = afterHalfAnEscape(text, found.end());
        boolean atEnd = end == text.length();
        boolean cut = !atEnd && text.charAt(end) == CUT;
        int least = cut && !form.isCode() ? SHORTEST_BEGINNING : SHORTEST_END;
        return (atEnd || cut) && found.characters() >= least ? end : from;
    }

    /** A text may have been cut in the middle of one. */
    private static int afterHalfAnEscape(String text, int from) {
        if (from == text.length() || ESCAPES.indexOf(text.charAt(from)) < 0) {
            return from;
        }
        int at = from;
        while (at < text.length() && at - from < LONGEST_ESCAPE && isOfAnEscape(text.charAt(at))) {
            at++;
        }
        return at == text.length() || text.charAt(at) == CUT ? at : from;
    }

    private static boolean isOfAnEscape(char c) {
        return isBase64(c) || ESCAPES.indexOf(c) >= 0 || c == '#' || c == ';';
    }

    /** A code's last character, which has a few bits of the value only, and its padding. */
    private static int rest(String text, int from) {
        int at = from;
        if (at < text.length()
                && isBase64(text.charAt(at))
                && (at + 1 == text.length() || !isBase64(text.charAt(at + 1)))) {
            at++;
        }
        while (at < text.length() && text.charAt(at) == '=') {
            at++;
        }
        return at;
    }

    private static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "+/-_".indexOf(c) >= 0;
    }
}
