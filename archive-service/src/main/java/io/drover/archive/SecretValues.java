package io.drover.archive;

import java.util.Optional;

/** Values of secrets, only to look for them where they must not be. */
@FunctionalInterface
interface SecretValues {

    /** The value of the secret of that name; empty when it is not there any more. */
    Optional<String> value(String name);
}
