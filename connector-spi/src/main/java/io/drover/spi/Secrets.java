package io.drover.spi;

/** Values of the secrets that a descriptor names. A value never enters a message, a log, a finding or a file. */
@FunctionalInterface
public interface Secrets {

    /**
     * @param name one of {@link Descriptor#secrets()}
     * @throws ConnectorException of type USER when there is no such secret
     */
    String value(String name);

    /**
     * Tells of a value that a secret was exchanged for, or is sent as, for example a token of a session: it is masked from now on as
     * the secret is.
     */
    default void derived(String value) {}
}
