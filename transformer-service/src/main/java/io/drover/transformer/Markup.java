package io.drover.transformer;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;
import org.jsoup.parser.TagSet;

/**
 * Decides whether a text of which nobody says what it is, is HTML: whether it has elements as editors of rich text write
 * them, or entity references, and nothing in it would vanish on a screen that shows it as HTML. {@code List<String>},
 * {@code http://<host>/a}, a lonely {@code <b>} and {@code <script>} are plain: whoever wrote them meant the characters.
 */
final class Markup {

    private static final Set<String> EMPTY = Set.of("br", "hr", "img", "col", "wbr");
    private static final Set<String> ELEMENTS = Set.of("""
            a abbr b big blockquote caption center cite code colgroup dd del div dl dt em figcaption
            figure font h1 h2 h3 h4 h5 h6 i ins kbd li mark ol p pre q s samp small span strike
            strong sub sup table tbody td tfoot th thead tr tt u ul""".split("\\s+"));

    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]*));");

    private Markup() {}

    static boolean isHtml(String text) {
        boolean tags = text.indexOf('<') >= 0;
        if (!tags) {
            return hasReference(text);
        }
        if (endsWithinTag(text)) {
            return false;
        }
        int elements = 0;
        for (Node node : (Iterable<Node>) parsed(text).nodeStream()::iterator) {
            switch (node) {
                case Document document -> {
                    // It holds the others.
                }
                case Element element -> {
                    if (!isMarkup(element, text)) {
                        return false;
                    }
                    elements++;
                }
                case TextNode words -> {
                    // Shown as it stands.
                }
                case Comment comment -> {
                    // Word processors leave them; they are not meant to be seen.
                }
                default -> {
                    return false; // <?…>, <!…>
                }
            }
        }
        return elements > 0 || hasReference(text);
    }

    /** As written: an HTML parser would add, move and drop elements, and then nobody knows what was there. */
    private static Document parsed(String text) {
        TagSet tags = new TagSet();
        EMPTY.forEach(name -> tags.add(new Tag(name, Parser.NamespaceXml).set(Tag.Void)));
        return Parser.xmlParser()
                .tagSet(tags)
                .settings(new ParseSettings(false, false))
                .setTrackPosition(true)
                .parseInput(text, "");
    }

    private static boolean isMarkup(Element element, String text) {
        String name = element.normalName();
        for (Attribute attribute : element.attributes()) {
            if (attribute.getKey().startsWith("on")) {
                return false; // a program: editors take it away
            }
        }
        if (EMPTY.contains(name)) {
            return !name.equals("img") || element.hasAttr("src");
        }
        if (!isClosed(element, name, text)) {
            return false;
        }
        // Office names its elements like o:p, within others.
        return ELEMENTS.contains(name) || (name.indexOf(':') > 0 && element.parent() != element.ownerDocument());
    }

    private static boolean isClosed(Element element, String name, String text) {
        if (!element.endSourceRange().isImplicit()) {
            return true;
        }
        // <b>…<i>…</b>…</i>
        String end = "</" + name;
        for (int i = text.indexOf("</", element.sourceRange().endPos()); i >= 0; i = text.indexOf("</", i + 2)) {
            if (text.regionMatches(true, i, end, 0, end.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithinTag(String text) {
        int last = text.lastIndexOf('<');
        return last + 1 < text.length()
                && text.indexOf('>', last) < 0
                && (Character.isLetter(text.charAt(last + 1)) || "/!?".indexOf(text.charAt(last + 1)) >= 0);
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
