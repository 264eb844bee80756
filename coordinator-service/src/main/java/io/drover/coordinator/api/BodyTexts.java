package io.drover.coordinator.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.drover.api.Violation;
import io.drover.coordinator.door.BodyLimits;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at each name and text of a body before it is read as what it is for: settings and mappings are free JSON, which nothing else looks at. */
@Provider
public class BodyTexts implements ReaderInterceptor {

    private static final int DEEPEST = 100;
    /** More say nothing that these do not. */
    private static final int MOST_VIOLATIONS = 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final CurrentVertxRequest request;

    BodyTexts(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        int most = (int) BodyLimits.of(request.getCurrent().request().path());
        byte[] body = context.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new BodyTooLongException(most); // the door did not know: its length was not told
        }
        if (body.length > 0) {
            List<Violation> wrong = wrong(body);
            if (!wrong.isEmpty()) {
                throw new InvalidRequestException(wrong);
            }
            context.setInputStream(new ByteArrayInputStream(body));
        }
        return context.proceed();
    }

    static List<Violation> wrong(byte[] body) throws IOException {
        List<Violation> wrong = new ArrayList<>();
        boolean whole = false;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (whole) {
                    return List.of(afterItsEnd());
                }
                look(parser, token, wrong);
                whole = parser.getParsingContext().inRoot();
            }
        } catch (StreamConstraintsException e) {
            wrong.add(new Violation(
                    "",
                    "the body is nested deeper than " + DEEPEST + " levels, or a text or number in it is too long"));
        } catch (JsonProcessingException e) {
            // Whoever reads it says where it is no JSON; what follows a whole one nobody reads.
            return whole ? List.of(afterItsEnd()) : List.of();
        }
        return wrong.subList(0, Math.min(wrong.size(), MOST_VIOLATIONS));
    }

    private static Violation afterItsEnd() {
        return new Violation("", "something follows the end of the body");
    }

    private static void look(JsonParser parser, JsonToken token, List<Violation> wrong) throws IOException {
        boolean name = token == JsonToken.FIELD_NAME;
        if (!name && token != JsonToken.VALUE_STRING) {
            return;
        }
        String message = name ? ApiTexts.wrongLine(parser.currentName()) : ApiTexts.wrongLines(parser.getText());
        if (message == null) {
            return;
        }
        JsonStreamContext place = parser.getParsingContext();
        wrong.add(
                name
                        ? new Violation(path(place.getParent()), "a name in it " + message)
                        : new Violation(path(place), message));
    }

    /** As the other violations name a field: {@code source.settings.baseUrl}. */
    private static String path(JsonStreamContext place) {
        if (place.inRoot()) {
            return "";
        }
        String outer = path(place.getParent());
        String own = place.inArray() ? "[" + place.getCurrentIndex() + "]" : String.valueOf(place.getCurrentName());
        return outer.isEmpty() ? own : outer + "." + own;
    }
}
