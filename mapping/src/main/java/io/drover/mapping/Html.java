package io.drover.mapping;

import java.util.List;
import java.util.Locale;

/** Puts texts together; rich texts of source and target are HTML. */
public final class Html {

    private static final List<String> BLOCK_ENDS =
            List.of("</p>", "</div>", "</ul>", "</ol>", "</table>", "</pre>", "<br>", "<br/>", "<br />");

    private Html() {}

    /** A plain text as HTML that shows the same characters. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A plain text as HTML that shows the same characters in the same lines. */
    public static String ofPlain(String text) {
        return escape(text).replace("\r\n", "<br>").replace("\n", "<br>").replace("\r", "<br>");
    }

    /** As much of a plain text as HTML of at most {@code max} characters can show. */
    static String ofPlain(String text, int max) {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int next = text.startsWith("\r\n", i) ? i + 2 : text.offsetByCodePoints(i, 1);
            String shown = ofPlain(text.substring(i, next));
            if (html.length() + shown.length() > max) {
                break;
            }
            html.append(shown);
            i = next;
        }
        return html.toString();
    }

    public static String preformatted(String text) {
        return "<pre>" + escape(text) + "</pre>";
    }

    /** One below the other with a blank line between; nothing is added to a blank text. */
    public static String below(String above, String text) {
        if (above.isBlank()) {
            return text;
        }
        if (text.isBlank()) {
            return above;
        }
        String end = above.stripTrailing().toLowerCase(Locale.ROOT);
        boolean block = BLOCK_ENDS.stream().anyMatch(end::endsWith);
        return above + (block ? "" : "<br><br>") + text;
    }

    /** Names and values as a table of two columns; empty without rows. */
    public static String table(List<Row> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("<table><tbody>");
        for (Row row : rows) {
            table.append("<tr><th>")
                    .append(ofPlain(row.name()))
                    .append("</th><td>")
                    .append(row.text().asHtml())
                    .append("</td></tr>");
        }
        return table.append("</tbody></table>").toString();
    }

    /** A line of {@link #table}. */
    public record Row(String name, SourceText text) {}
}
