package io.drover.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Messages as releases have sent them. A file of a released version is never edited. */
final class Golden {

    private Golden() {}

    static String file(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/v1/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no golden file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
