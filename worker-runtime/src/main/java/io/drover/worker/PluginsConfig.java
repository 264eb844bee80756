package io.drover.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where connectors and paths lie that are not this release's. */
@ConfigMapping(prefix = "drover.plugins")
public interface PluginsConfig {

    /** A directory of jars, each with its connectors or paths and all that these need beside this release; absent for none. */
    @WithParentName
    Optional<String> directory();

    /**
     * What connectors and paths are looked for in: this release, and the jars, whose classes see those of this release.
     *
     * @throws UncheckedIOException when the directory cannot be read
     */
    default ClassLoader loader() {
        ClassLoader release = Thread.currentThread().getContextClassLoader();
        List<URL> jars = new ArrayList<>();
        directory().map(Path::of).ifPresent(folder -> {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path jar : found) {
                    jars.add(jar.toUri().toURL());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the plug-ins in " + folder + " cannot be read", e);
            }
        });
        return jars.isEmpty() ? release : new URLClassLoader(jars.toArray(URL[]::new), release);
    }
}
