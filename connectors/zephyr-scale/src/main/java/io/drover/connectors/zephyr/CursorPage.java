package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;

/**
 * One page of a listing by cursor, ids ascending (reference/zephyr-qtest.md §1.2).
 *
 * @param next the id to ask with for the following page; empty at the end
 */
record CursorPage(List<JsonNode> values, OptionalLong next) {

    static CursorPage of(JsonNode answer) {
        JsonNode next = answer.hasNonNull("nextStartAtId") ? answer.get("nextStartAtId") : answer.path("nextStartId");
        return new CursorPage(
                OffsetPage.values(answer),
                next.isIntegralNumber() ? OptionalLong.of(next.longValue()) : OptionalLong.empty());
    }
}
