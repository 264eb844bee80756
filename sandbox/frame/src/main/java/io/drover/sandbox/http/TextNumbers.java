package io.drover.sandbox.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** JSON of which each number is a text: as a system answers whose numbers went through a spreadsheet or a script. */
final class TextNumbers {

    private static final JsonFactory FACTORY = new JsonFactory();

    private TextNumbers() {}

    /** @return {@code json} itself when it is no JSON */
    static byte[] of(byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonParser parser = FACTORY.createParser(json);
                JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric()) {
                    generator.writeString(parser.getText());
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (IOException e) {
            return json;
        }
        return bytes.toByteArray();
    }
}
