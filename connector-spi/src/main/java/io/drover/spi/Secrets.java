package io.drover.spi;

/** Values of the secrets that a descriptor names. A value never enters a message, a log, a finding or a file. */
@FunctionalInterface
public interface Secrets {

    /**
     * @param name one of {@link Descriptor#secrets()}
     * @throws ConnectorException of type USER when there is no such secret
     */
    String value(String name);
}
