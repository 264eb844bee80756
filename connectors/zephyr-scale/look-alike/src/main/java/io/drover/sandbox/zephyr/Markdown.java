package io.drover.sandbox.zephyr;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Turns the markdown that an exporter made from Zephyr's HTML back into HTML; raw HTML in it stays. */
final class Markdown {

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .omitSingleParagraphP(true)
            .build();

    private Markdown() {}

    static String toHtml(String markdown) {
        return plain(markdown)
                ? markdown
                : RENDERER.render(PARSER.parse(markdown)).stripTrailing();
    }

    /** Most texts are a line of words, which is the same in both languages. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean word =
                    c > 127 || Character.isLetter(c) || c == ' ' || c == ',' || c == '/' || c == '\'' || c == '?';
            if (!word && !(i > 0 && (c == '.' || c == ':' || c == '(' || c == ')' || (c >= '0' && c <= '9')))) {
                return false;
            }
        }
        return text.equals(text.strip());
    }
}
