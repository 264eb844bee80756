package io.drover.connectors.agola.convert;

/**
 * One record of a v0.7 export.
 *
 * @param data the record's JSON, UTF-8; valid until the next entry is read
 */
record OldEntry(OldKind kind, String id, Bytes data) {

    /** For messages: {@code run 0000001lg004i-0000000000001}. */
    String name() {
        return kind.word() + " " + id;
    }
}
