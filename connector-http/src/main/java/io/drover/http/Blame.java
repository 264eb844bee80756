package io.drover.http;

import io.drover.spi.ConnectorException;
import java.util.Set;

/** What a failure is about: one record, or the system and this worker. */
final class Blame {

    /** They pass by themselves, for all records at once. */
    private static final Set<String> OUTSIDE = Set.of("THROTTLED", "HOST_UNREACHABLE");

    /** Given after a request's whole patience. */
    private static final Set<String> COSTLY = Set.of("SYSTEM_FAILING", "TIMED_OUT", "CONNECTION_BROKEN");

    private Blame() {}

    /**
     * What the user must mend and is not the answer to one request (a token, a secret, an address) is the same for every
     * record; so is what is wrong with this installation.
     */
    static boolean ofTheSystem(ConnectorException why) {
        return switch (why.type()) {
            case INTERNAL, RESOURCES -> true;
            case USER -> why.answer().isEmpty();
            case EXTERNAL -> OUTSIDE.contains(why.code());
        };
    }

    /** Refused to this user. A firewall's page, which depends on what a request holds, is {@code BLOCKED}. */
    static boolean forbidden(ConnectorException why) {
        return why.code().equals("NO_PERMISSION");
    }

    static boolean costly(ConnectorException why) {
        return COSTLY.contains(why.code());
    }
}
