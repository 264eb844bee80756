package io.drover.mapping;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/**
 * Decides whether a text of which nobody says what it is, is HTML: whether it has elements as editors of rich text write
 * them, or entity references, and nothing in it would vanish on a screen that shows it as HTML. {@code List<String>},
 * {@code http://<host>/a}, a lonely {@code <b>} and {@code <script>} are plain: whoever wrote them meant the characters.
 *
 * <p>Looks at the tags as they are written and keeps none: a parser adds, moves and drops elements until nobody knows what was
 * there, and its document is many times as large as the text.
 */
final class Markup {

    private static final Set<String> EMPTY = Set.of("br", "hr", "img", "col", "wbr");
    private static final Set<String> ELEMENTS = Set.of("""
            a abbr b big blockquote caption center cite code colgroup dd del div dl dt em figcaption
            figure font h1 h2 h3 h4 h5 h6 i ins kbd li mark ol p pre q s samp small span strike
            strong sub sup table tbody td tfoot th thead tr tt u ul""".split("\\s+"));

    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]*));");

    private final String text;
    private final Map<String, Integer> open = new HashMap<>();
    private int allOpen;
    private int elements;
    private int at;

    private Markup(String text) {
        this.text = text;
    }

    static boolean isHtml(String text) {
        if (text.indexOf('<') < 0) {
            return hasReference(text);
        }
        Markup markup = new Markup(text);
        return markup.isShownWhole() && (markup.elements > 0 || hasReference(text));
    }

    /** Whether each thing that looks like a tag is one, and each element that begins ends. */
    private boolean isShownWhole() {
        for (at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
            at++;
            char next = at < text.length() ? text.charAt(at) : ' ';
            boolean fine =
                    switch (next) {
                        case '/' -> isEnd();
                        case '!' -> isComment();
                        case '?' -> false;
                        default -> !isLetter(next) || isBeginning();
                    };
            if (!fine) {
                return false;
            }
        }
        return allOpen == 0;
    }

    private boolean isBeginning() {
        String name = name();
        boolean source = false;
        while (at < text.length() && text.charAt(at) != '>') {
            if (" \t\r\n\f/".indexOf(text.charAt(at)) >= 0) {
                at++;
                continue;
            }
            String attribute = name();
            if (attribute.startsWith("on")) {
                return false; // a program: editors take it away
            }
            source |= attribute.equals("src");
            skipValue();
        }
        if (at >= text.length()) {
            return false;
        }
        elements++;
        if (EMPTY.contains(name)) {
            return !name.equals("img") || source;
        }
        // Office names its elements like o:p, within others.
        if (!ELEMENTS.contains(name) && (name.indexOf(':') <= 0 || allOpen == 0)) {
            return false;
        }
        allOpen++;
        open.merge(name, 1, Integer::sum);
        return true;
    }

    private boolean isEnd() {
        at++;
        String name = name();
        at = text.indexOf('>', at);
        if (at < 0 || open.getOrDefault(name, 0) == 0) {
            return false;
        }
        allOpen--;
        open.merge(name, -1, Integer::sum);
        return true;
    }

    /** Word processors leave them; they are not meant to be seen. */
    private boolean isComment() {
        if (!text.startsWith("!--", at)) {
            return false;
        }
        at = text.indexOf("-->", at);
        return at >= 0;
    }

    private String name() {
        int begin = at;
        do {
            at++; // one at least, so that nothing stands still
        } while (at < text.length() && " \t\r\n\f/>=".indexOf(text.charAt(at)) < 0);
        return text.substring(begin, Math.min(at, text.length())).toLowerCase(Locale.ROOT);
    }

    private void skipValue() {
        if (at >= text.length() || text.charAt(at) != '=') {
            return;
        }
        at++;
        char quote = at < text.length() ? text.charAt(at) : ' ';
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote, at + 1);
            at = end < 0 ? text.length() : end + 1;
        } else {
            while (at < text.length() && " \t\r\n\f>".indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean hasReference(String text) {
        if (text.indexOf('&') < 0) {
            return false;
        }
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) == null || Entities.isNamedEntity(matcher.group(1))) {
                return true;
            }
        }
        return false;
    }
}
