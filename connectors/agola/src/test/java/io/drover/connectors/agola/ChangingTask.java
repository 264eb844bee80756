package io.drover.connectors.agola;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A task whose file is another one at the second reading, with the same length. */
final class ChangingTask extends MemoryTask {

    private final byte[] changed;
    private int readings;

    ChangingTask(byte[] file) {
        option("service", "configstore").input("converted", file);
        changed = file.clone();
        changed[changed.length / 2] ^= 1;
    }

    @Override
    public InputStream open(String input) {
        return ++readings == 1 ? super.open(input) : new ByteArrayInputStream(changed);
    }
}
