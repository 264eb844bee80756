package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    private static String text(String html) {
        return PlainText.of(html).text();
    }

    @Test
    void references_are_characters_and_nothing_else_changes() {
        assertThat(PlainText.of("Fish &amp; Chips\u200b\r\n العربية &#39;&#x1F600;"))
                .isEqualTo(new PlainText("Fish & Chips\u200b\r\n العربية '😀", false, false));
    }

    @Test
    void breaks_and_paragraphs_are_line_breaks_and_no_loss() {
        assertThat(PlainText.of("<p>a</p>\n<p>b<br>c &lt; d</p><div>e</div>"))
                .isEqualTo(new PlainText("a\nb\nc < d\ne", false, false));
        assertThat(text("a <br>\n b\u00a0\ufeff<br><br>c")).isEqualTo("a\nb\u00a0\ufeff\n\nc");
    }

    @Test
    void markup_that_goes_is_told() {
        assertThat(PlainText.of("<b>bold</b> word")).isEqualTo(new PlainText("bold word", true, false));
        assertThat(PlainText.of("<p style=\"color:red\">x</p>").lost()).isTrue();
    }

    @Test
    void lists_tables_and_code_stay_readable() {
        assertThat(text("Do:<ul><li>one</li><li>two</li></ul>then")).isEqualTo("Do:\n- one\n- two\nthen");
        assertThat(text("<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>"))
                .isEqualTo("a | b\nc | d");
        assertThat(text("<pre>if x:\n    y</pre>z")).isEqualTo("if x:\n    y\nz");
    }

    @Test
    void where_a_link_or_an_image_leads_stays() {
        assertThat(text("<a href=\"http://x/1\">the page</a>")).isEqualTo("the page (http://x/1)");
        assertThat(text("<a href=\"http://x/1\">http://x/1</a>")).isEqualTo("http://x/1");
        assertThat(PlainText.of("<img src=\"http://x/a.png\" alt=\"screen\">"))
                .isEqualTo(new PlainText("[screen] (http://x/a.png)", true, true));
        assertThat(text("<img src=\"data:image/png;base64,AAAA\">")).isEqualTo("[image]");
    }
}
