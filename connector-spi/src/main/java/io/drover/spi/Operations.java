package io.drover.spi;

import java.io.IOException;

/** The operations side of a connector, opened for one attempt and closed after it. */
public interface Operations extends AutoCloseable {

    /**
     * Does one operation whole. What it leaves through {@code task} becomes visible only when it returns.
     *
     * @param name one of {@link Descriptor#operations()}
     * @throws ConnectorException when it could not be done; for a destructive one the code says whether anything was sent
     */
    void run(String name, Task task) throws IOException, InterruptedException;

    @Override
    void close();
}
