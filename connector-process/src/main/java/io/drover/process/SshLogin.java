package io.drover.process;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What proves to a host who logs in. Never prints its values. */
public sealed interface SshLogin {

    /** A password, given as such or to the one question that a server asks for it. */
    record Password(String value) implements SshLogin {
        @Override
        public String toString() {
            return "Password";
        }
    }

    /**
     * A private key.
     *
     * @param pem in PEM or OpenSSH's own form
     * @param passphrase of a key that is encrypted
     */
    record Key(String pem, @Nullable String passphrase) implements SshLogin {
        @Override
        public String toString() {
            return "Key";
        }
    }

    /** Values that are masked wherever something is kept. */
    default List<String> secrets() {
        return switch (this) {
            case Password(String value) -> List.of(value);
            case Key(String pem, String passphrase) ->
                Stream.concat(Stream.of(pem), Optional.ofNullable(passphrase).stream())
                        .toList();
        };
    }
}
