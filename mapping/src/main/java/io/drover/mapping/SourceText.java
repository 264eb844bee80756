package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A text of the source with what it is. Names, labels, numbers and what is more than one value are plain; of another text,
 * {@link Markup} decides.
 */
public record SourceText(String text, boolean html) {

    /** @param named whether the value is a name or a label by its field, and so plain whatever is in it */
    public static SourceText of(JsonNode value, boolean named) {
        return value.isTextual() && !named ? of(value.textValue()) : new SourceText(Texts.of(value), false);
    }

    public static SourceText of(String text) {
        return new SourceText(text, Markup.isHtml(text));
    }

    public String asHtml() {
        return html ? text : Html.ofPlain(text);
    }

    public PlainText asPlain() {
        return html ? PlainText.of(text) : new PlainText(text, false, false);
    }
}
