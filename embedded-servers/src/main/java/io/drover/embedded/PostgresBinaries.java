package io.drover.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per user and version into a cache: {@code $XDG_CACHE_HOME/drover} or
 * {@code ~/.cache/drover}, or where the system property {@code drover.cache} points.
 */
final class PostgresBinaries {

    private final Path directory;

    private PostgresBinaries(Path directory) {
        this.directory = directory;
    }

    /** Unpacks them when they are not there. Safe between processes: each unpacks aside, the first one renames. */
    static PostgresBinaries unpacked() throws IOException {
        Path cache = cache();
        String platform = os() + "-" + architecture();
        Path home = cache.resolve("postgresql-" + version() + "-" + platform);
        if (!Files.exists(home)) {
            Files.createDirectories(cache);
            Path aside = cache.resolve("unpacking-" + UUID.randomUUID());
            unpack("/postgres-" + platform + ".txz", aside);
            try {
                Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.exists(home)) {
                    throw e;
                }
                Trees.delete(aside); // another process was first
            }
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    private static void unpack(String resource, Path target) throws IOException {
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new IOException("no PostgreSQL for this platform on the class path (" + resource
                        + "): build Drover on the machine that runs it, or give it an external PostgreSQL");
            }
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path place = entry.resolveIn(target); // refuses names that lead out of the target
        if (entry.isDirectory()) {
            Files.createDirectories(place);
            return;
        }
        Path parent = place.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, place);
            if ((entry.getMode() & 0100) != 0 && !place.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + place + " executable");
            }
        }
    }

    private static Path cache() {
        String chosen = System.getProperty("drover.cache", "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen).toAbsolutePath();
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return caches.resolve("drover").toAbsolutePath();
    }

    private static String version() throws IOException {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("versions.properties")) {
            Properties versions = new Properties();
            versions.load(in);
            return versions.getProperty("postgresql");
        }
    }

    private static String os() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return os.startsWith("mac") ? "darwin" : os;
    }

    private static String architecture() {
        String architecture = System.getProperty("os.arch");
        return switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> architecture; // for which there is no archive: said when it is looked for
        };
    }
}
