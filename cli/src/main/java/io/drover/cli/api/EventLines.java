package io.drover.cli.api;

import java.util.Optional;
import java.util.StringJoiner;

/** Server-sent events out of lines: an event ends at a blank line, its data may take several lines. */
final class EventLines {

    private StringJoiner data = new StringJoiner("\n").setEmptyValue("");

    /** Takes the next line of the stream and answers the event's data when that line ends one. */
    Optional<String> accept(String line) {
        if (line.isEmpty()) {
            String event = data.toString();
            data = new StringJoiner("\n").setEmptyValue("");
            return event.isEmpty() ? Optional.empty() : Optional.of(event);
        }
        if (line.startsWith("data:")) {
            data.add(line.substring(line.startsWith("data: ") ? 6 : 5));
        }
        return Optional.empty();
    }
}
