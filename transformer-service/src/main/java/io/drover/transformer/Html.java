package io.drover.transformer;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Puts texts together; rich texts of source and target are HTML. */
final class Html {

    private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z/!]|&[a-zA-Z#][a-zA-Z0-9]{1,9};");
    private static final List<String> BLOCK_ENDS =
            List.of("</p>", "</div>", "</ul>", "</ol>", "</table>", "</pre>", "<br>", "<br/>", "<br />");

    private Html() {}

    /** A plain text as HTML that shows the same characters. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A text of which nobody said what it is: as it stands when it has markup, otherwise with its lines kept. */
    static String of(String text) {
        return MARKUP.matcher(text).find() ? text : escape(text).replace("\n", "<br>");
    }

    static String preformatted(String text) {
        return "<pre>" + escape(text) + "</pre>";
    }

    /** One below the other with a blank line between; nothing is added to a blank text. */
    static String below(String above, String text) {
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
    static String table(List<Row> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("<table><tbody>");
        for (Row row : rows) {
            table.append("<tr><th>")
                    .append(escape(row.name()))
                    .append("</th><td>")
                    .append(of(row.text()))
                    .append("</td></tr>");
        }
        return table.append("</tbody></table>").toString();
    }

    /** A line of {@link #table}. */
    record Row(String name, String text) {}
}
