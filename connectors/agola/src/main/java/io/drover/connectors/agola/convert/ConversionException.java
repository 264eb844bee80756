package io.drover.connectors.agola.convert;

import java.io.Serial;

/** The input cannot be converted; nothing of it may be imported. The message names what, where and what to do, and no secret. */
public final class ConversionException extends Exception {

    /** Why. The names are stable words. */
    public enum Reason {
        /** Nothing, or only white space, came in; importing nothing empties the target and answers 200. */
        EMPTY_INPUT,
        /** Not JSON objects one after the other, or objects that no v0.7 export has. */
        NOT_AN_EXPORT,
        /** The input is in the format of v0.8 already. */
        ALREADY_CONVERTED,
        /** The export of the other service. */
        OTHER_SERVICE,
        /** The input ends inside an object. */
        TRUNCATED,
        /** Records are missing that whole exports have: the input was cut between two objects. */
        INCOMPLETE,
        /** A data type that v0.7 does not have. */
        UNKNOWN_KIND,
        /** The record says that it has a version; those of v0.7 have none. */
        UNKNOWN_VERSION,
        /** A phase, result, status or type that v0.7 does not have. */
        UNKNOWN_WORD,
        /** Two records have the same id. */
        DUPLICATE_ID,
        /** Records are not ascending, as they are in every export: two files one after the other, or an edited one. */
        OUT_OF_ORDER,
        /** A record without id, with an id of another form, or with two different ones. */
        BAD_ID,
        /** A record's data is not base64, not JSON, or has a value of another type. */
        BAD_DATA,
        /** A record that does not fit into memory. */
        TOO_LARGE,
        /** A text that a PostgreSQL database refuses, and {@link Nul#REFUSE} was asked for; each has a finding. */
        TEXT_NOT_STORABLE,
        /** The file to be written is there already. */
        OUTPUT_EXISTS;

        /** Whether only one record is damaged, so that the others can be looked at all the same. */
        boolean ofOneRecord() {
            return switch (this) {
                case UNKNOWN_VERSION, UNKNOWN_WORD, BAD_ID, BAD_DATA -> true;
                case EMPTY_INPUT,
                        NOT_AN_EXPORT,
                        ALREADY_CONVERTED,
                        OTHER_SERVICE,
                        TRUNCATED,
                        INCOMPLETE,
                        UNKNOWN_KIND,
                        DUPLICATE_ID,
                        OUT_OF_ORDER,
                        TOO_LARGE,
                        TEXT_NOT_STORABLE,
                        OUTPUT_EXISTS -> false;
            };
        }
    }

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private final String message;

    ConversionException(Reason reason, String message) {
        super(message);
        this.message = message;
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Reason reason() {
        return reason;
    }
}
