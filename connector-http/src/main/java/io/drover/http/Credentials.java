package io.drover.http;

import java.util.Optional;

/** What proves to a system who is asking. Never prints its value. */
public interface Credentials {

    /** Sends no header. */
    Credentials NONE = fixed(Optional.empty());

    /** The value of the header {@code Authorization}. */
    Optional<String> authorization();

    /**
     * Called when the system refused a value.
     *
     * @param refused the value that was sent
     * @return whether {@link #authorization()} gives another one now, worth one more try
     */
    boolean renew(Optional<String> refused);

    static Credentials bearer(String token) {
        return fixed(Optional.of("Bearer " + token));
    }

    static Credentials basic(String encoded) {
        return fixed(Optional.of("Basic " + encoded));
    }

    /** The scheme {@code Token}. */
    static Credentials token(String token) {
        return fixed(Optional.of("Token " + token));
    }

    private static Credentials fixed(Optional<String> value) {
        return new Credentials() {
            @Override
            public Optional<String> authorization() {
                return value;
            }

            @Override
            public boolean renew(Optional<String> refused) {
                return false;
            }

            @Override
            public String toString() {
                return "Credentials[hidden]";
            }
        };
    }
}
