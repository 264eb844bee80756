package io.drover.system;

import com.fasterxml.jackson.databind.JsonNode;

/** An execution as the API shows it. */
record Execution(JsonNode json) {

    /** What became of the records of one step. */
    record Books(
            long extracted, long loaded, long skipped, long rejected, long dropped, long verified, long different) {

        boolean balanced() {
            return extracted == loaded + skipped + rejected + dropped;
        }
    }

    String id() {
        return json.path("id").asText();
    }

    String state() {
        return json.path("state").asText();
    }

    /** What is held may go on. */
    boolean hasEnded() {
        return !state().equals("RUNNING") && !state().equals("HELD");
    }

    Books books(String step) {
        JsonNode books = json.path("books").path(step);
        return new Books(
                books.path("extracted").asLong(-1),
                books.path("loaded").asLong(-1),
                books.path("skipped").asLong(-1),
                books.path("rejected").asLong(-1),
                books.path("dropped").asLong(-1),
                books.path("verified").asLong(-1),
                books.path("different").asLong(-1));
    }

    int findings(String code) {
        return json.path("findings").path(code).asInt(0);
    }

    /** Empty when it has none. */
    String failureCode() {
        return json.path("failure").path("code").asText("");
    }

    String failureType() {
        return json.path("failure").path("type").asText("");
    }

    String failureMessage() {
        return json.path("failure").path("message").asText("");
    }

    JsonNode step(String id) {
        for (JsonNode step : json.path("steps")) {
            if (step.path("id").asText().equals(id)) {
                return step;
            }
        }
        throw new AssertionError("there is no step " + id + " in " + json);
    }

    /** So that a failed assertion shows what happened. */
    @Override
    public String toString() {
        return json.toPrettyString();
    }
}
