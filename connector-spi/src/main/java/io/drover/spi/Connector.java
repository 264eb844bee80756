package io.drover.spi;

/** A plug-in for one outside system, found with {@link java.util.ServiceLoader}. Stateless and safe to share. */
public interface Connector {

    Descriptor descriptor();

    /**
     * Opens the reading side. Cheap: nothing is sent before the first call of a method.
     *
     * @throws UnsupportedOperationException when {@link Descriptor#roles()} has no {@link Role#SOURCE}
     */
    Source openSource(Connection connection);

    /**
     * Opens the writing side. Cheap: nothing is sent before the first call of a method.
     *
     * @throws UnsupportedOperationException when {@link Descriptor#roles()} has no {@link Role#TARGET}
     */
    Target openTarget(Connection connection);
}
