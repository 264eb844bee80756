package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "List<String> and Map<K,V>",
                "curl http://<host>/a",
                "curl http://<host>/a && echo \"x\"\nnext",
                "curl \"http://<host>/?a=1&amp;b=2\"",
                "a < b",
                "a<b then c>d",
                "a < b && <placeholder>",
                "<b>",
                "press <p> to print",
                "</b> ends it",
                "<p>close it with </div></p>",
                "<o:p>x</o:p>",
                "<a href=\"x>y",
                "<!DOCTYPE html><p>x</p>",
                "<p>x</p><!-- no end",
                "<",
                "<p",
                "</",
                "drag the <img> tag",
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<config><title>x</title></config>",
                "<p>List<String></p>",
                "<?xml version=\"1.0\"?><p>x</p>",
                "<p>cut in a <b",
                "http://h/?a=1&copy=2",
                "&copy 5",
                "&nosuch;",
                "A & B",
                "",
                "line\nline",
            })
    void text_that_only_looks_like_markup_is_plain(String text) {
        assertThat(Markup.isHtml(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>a</p>",
                "<P CLASS=x>a</P>",
                "line<br>line",
                "line<br/>line<BR />",
                "<b>bold</b>",
                "Fish &amp; Chips",
                "a &lt; b",
                "&#39;",
                "&#x1F600;",
                "<b>misnested <i>like</b> this</i>",
                "<p>a < b</p>",
                "<a href=\"http://x/?a>b\" title='<i>' >link</a>",
                "<p =x = y/>a</p>",
                "<p>3 <= 4 <3</p>",
                "<p>from <o:p>Office</o:p></p><!-- hidden -->",
                "<ul><li>a</li></ul><table><tbody><tr><td>1</td></tr></tbody></table>",
                "<img src=\"data:image/png;base64,AAAA\">",
            })
    void elements_of_rich_texts_and_entity_references_are_html(String text) {
        assertThat(Markup.isHtml(text)).isTrue();
    }

    @Test
    void depth_and_size_need_no_stack() {
        String deep = "<div>".repeat(100_000) + "x" + "</div>".repeat(100_000);

        assertThat(Markup.isHtml(deep)).isTrue();
        assertThat(Markup.isHtml("<b>".repeat(100_000))).isFalse();
        assertThat(PlainText.of(deep).text()).isEqualTo("x");
    }
}
