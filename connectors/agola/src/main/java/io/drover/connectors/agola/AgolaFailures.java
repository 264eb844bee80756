package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.ConversionException;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;

/** Failures by who has to act. */
final class AgolaFailures {

    private AgolaFailures() {}

    /** Trying again changes nothing. */
    static ConnectorException user(String code, String message) {
        return new ConnectorException(code, FailureType.USER, message);
    }

    /** The service may do better another time. */
    static ConnectorException external(String code, String message) {
        return new ConnectorException(code, FailureType.EXTERNAL, message);
    }

    static ConnectorException external(String code, String message, Throwable cause) {
        return new ConnectorException(code, FailureType.EXTERNAL, message, null, cause);
    }

    /** @param what where it was read, for example {@code The export of the run service at http://host:4000} */
    static ConnectorException conversion(String what, ConversionException e) {
        return new ConnectorException(
                e.reason().name(), FailureType.USER, what + " cannot be used. " + e.getMessage(), null, e);
    }
}
