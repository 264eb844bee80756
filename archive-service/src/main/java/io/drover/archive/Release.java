package io.drover.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which release of Drover this is; the build writes it. */
final class Release {

    private Release() {}

    static String version() {
        Properties release = new Properties();
        try (InputStream in = Objects.requireNonNull(Release.class.getResourceAsStream("release.properties"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("release.properties cannot be read", e);
        }
        return release.getProperty("version");
    }
}
