package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One page of a listing by offset (reference/zephyr-qtest.md §1.2).
 *
 * @param next where the following page begins; empty at the end
 */
record OffsetPage(List<JsonNode> values, OptionalInt next) {

    private static final Pattern START_AT = Pattern.compile("[?&]startAt=(\\d{1,9})(?:&|$)");

    /** Fetches the page that begins at an offset; the answer may hold fewer than asked. */
    @FunctionalInterface
    interface Fetch {
        OffsetPage at(int startAt, int maxResults);
    }

    static OffsetPage of(JsonNode answer, int startAt) {
        List<JsonNode> values = values(answer);
        boolean open = answer.hasNonNull("isLast") ? !answer.get("isLast").asBoolean() : answer.hasNonNull("next");
        return new OffsetPage(
                values,
                open && !values.isEmpty() ? OptionalInt.of(next(answer, startAt, values.size())) : OptionalInt.empty());
    }

    static List<JsonNode> values(JsonNode answer) {
        if (!answer.path("values").isArray()) {
            throw new ConnectorException(
                    "UNEXPECTED_SHAPE",
                    FailureType.EXTERNAL,
                    "Zephyr Scale answered a listing without \"values\". Check that baseUrl is the address of API v2.");
        }
        List<JsonNode> values = new ArrayList<>(answer.get("values").size());
        answer.get("values").forEach(values::add);
        return values;
    }

    /** What the answer says counts; what was asked for may not have been honoured. */
    private static int next(JsonNode answer, int startAt, int size) {
        Matcher matcher = START_AT.matcher(answer.path("next").asText(""));
        if (matcher.find() && Integer.parseInt(matcher.group(1)) > startAt) {
            return Integer.parseInt(matcher.group(1));
        }
        int step = answer.path("maxResults").asInt(size);
        return startAt + (step > 0 ? step : size);
    }
}
