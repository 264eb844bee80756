package io.drover.spi;

import java.io.IOException;

/** The operations side of a connector, opened for one attempt and closed after it. */
public interface Operations extends AutoCloseable {

    /**
     * Does one operation whole, or says that it is not done yet. What it leaves through {@code task} becomes visible only when it is done.
     *
     * <p>When {@link Task#asked()} is above zero, an earlier call began it and answered {@link Answer.NotYet}. Then it is looked at, and not
     * begun again: before whatever changes something further, also over HTTP, {@link Task#deed()} is called.
     *
     * @param name one of {@link Descriptor#operations()}
     * @throws ConnectorException when it could not be done; for a destructive one the code says whether anything was sent
     */
    Answer run(String name, Task task) throws IOException, InterruptedException;

    @Override
    void close();
}
