package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;

/** Counts receipts by their state. */
final class ReceiptTally {

    private long confirmed;
    private long intended;

    void add(JsonNode receipt) {
        switch (receipt.path("state").asText()) {
            case "CONFIRMED" -> confirmed++;
            case "INTENDED" -> intended++;
            default -> throw new IllegalStateException("a receipt in a state that is unknown here");
        }
    }

    long confirmed() {
        return confirmed;
    }

    /** Written down before the target was asked, and never confirmed: in doubt. */
    long intended() {
        return intended;
    }
}
