package io.drover.mapping;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * What an HTML text says, without its markup: paragraphs and breaks are line breaks, entity references are characters, a link
 * is followed by its address.
 *
 * @param lost whether more than line breaks went
 * @param images whether an image went
 */
public record PlainText(String text, boolean lost, boolean images) {

    static PlainText of(String html) {
        if (html.indexOf('<') < 0) {
            return new PlainText(Parser.unescapeEntities(html, false), false, false);
        }
        Writer writer = new Writer();
        Jsoup.parseBodyFragment(html).body().traverse(writer);
        return new PlainText(writer.text.toString().strip(), writer.lost, writer.images);
    }

    /** Walks without recursion, however deep the elements are. */
    private static final class Writer implements NodeVisitor {

        private static final Set<String> LINES_ONLY = Set.of("p", "div", "br", "span");

        private final StringBuilder text = new StringBuilder();
        private int preformatted;
        private boolean lost;
        private boolean images;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                write(words.getWholeText());
            } else if (node instanceof Element element && depth > 0) {
                open(element);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element) || depth == 0) {
                return;
            }
            switch (element.normalName()) {
                case "br", "hr", "td", "th" -> {
                    // Written when it began.
                }
                case "a" -> address(element.attr("href"), element.text());
                case "pre" -> {
                    preformatted--;
                    line();
                }
                default -> {
                    if (element.isBlock()) {
                        line();
                    }
                }
            }
        }

        private void open(Element element) {
            String name = element.normalName();
            lost |= !LINES_ONLY.contains(name) || !element.attributes().isEmpty();
            switch (name) {
                case "br" -> {
                    trimLine();
                    text.append('\n');
                }
                case "li" -> {
                    line();
                    text.append("- ");
                }
                case "td", "th" -> {
                    if (element.previousElementSibling() != null) {
                        text.append(" | ");
                    }
                }
                case "img" -> {
                    images = true;
                    text.append('[')
                            .append(element.attr("alt").isBlank() ? "image" : element.attr("alt"))
                            .append(']');
                    if (!element.attr("src").startsWith("data:")) {
                        address(element.attr("src"), "");
                    }
                }
                case "pre" -> {
                    line();
                    preformatted++;
                }
                default -> {
                    if (element.isBlock()) {
                        line();
                    }
                }
            }
        }

        private void address(String address, String shown) {
            if (!address.isBlank() && !address.equals(shown)) {
                text.append(" (").append(address).append(')');
            }
        }

        /** Only what HTML calls white space is one blank: a no-break space and a zero-width one are text. */
        private void write(String words) {
            if (preformatted > 0) {
                text.append(words);
                return;
            }
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
                    text.append(c);
                } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ' && !atLineStart()) {
                    text.append(' ');
                }
            }
        }

        private void line() {
            trimLine();
            if (!text.isEmpty() && !atLineStart()) {
                text.append('\n');
            }
        }

        private void trimLine() {
            while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
                text.setLength(text.length() - 1);
            }
        }

        private boolean atLineStart() {
            return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        }
    }
}
