package io.drover.spi;

/** A plug-in for one outside system, found with {@link java.util.ServiceLoader}. Stateless and safe to share. */
public interface Connector {

    Descriptor descriptor();

    /**
     * Opens the reading side. Cheap: nothing is sent before the first call of a method.
     *
     * @throws UnsupportedOperationException when {@link Descriptor#roles()} has no {@link Role#SOURCE}
     */
    default Source openSource(Connection connection) {
        throw new UnsupportedOperationException(descriptor().id() + " is no source of records");
    }

    /**
     * Opens the writing side. Cheap: nothing is sent before the first call of a method.
     *
     * @throws UnsupportedOperationException when {@link Descriptor#roles()} has no {@link Role#TARGET}
     */
    default Target openTarget(Connection connection) {
        throw new UnsupportedOperationException(descriptor().id() + " is no target of records");
    }

    /**
     * Opens the operations side. Cheap: nothing is sent before the first call of a method.
     *
     * @throws UnsupportedOperationException when {@link Descriptor#roles()} has no {@link Role#OPERATIONS}
     */
    default Operations openOperations(Connection connection) {
        throw new UnsupportedOperationException(descriptor().id() + " has no operations of its own");
    }
}
