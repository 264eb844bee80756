package io.drover.archive;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.Optional;

/** Values of secrets: to look for them where they must not be, and the password of an archive. */
@FunctionalInterface
interface SecretValues {

    /** The value of the secret of that name; empty when it is not there any more. */
    Optional<String> value(String name);

    /** @throws ConnectorException of type USER when it is nowhere */
    default String required(String name) {
        return value(name)
                .orElseThrow(() ->
                        new ConnectorException("SECRET_UNKNOWN", FailureType.USER, "There is no secret named " + name));
    }
}
