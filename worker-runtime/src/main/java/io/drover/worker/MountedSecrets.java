package io.drover.worker;

import io.drover.contracts.SecretBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A directory with a file for each secret, as Kubernetes mounts them, and beside it {@code NAME.for}: what it is for. */
final class MountedSecrets implements SecretPlace {

    private static final String FOR = ".for";

    private final Path directory;

    MountedSecrets(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Kept> find(String name) {
        Path file = directory.resolve(name);
        if (!name.matches("[A-Za-z0-9._-]+") || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Path use = directory.resolve(name + FOR);
        return Optional.of(
                SecretPlace.kept(name, Files.isRegularFile(use) ? read(name, use) : null, () -> read(name, file)));
    }

    private static String read(String name, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw SecretPlace.unreadable(name, "its mounted file", e);
        }
    }

    @Override
    public String remedy(String name, SecretBinding use) {
        return "Whoever mounts the secrets of the workers writes " + use + " into the file " + name + FOR
                + " beside it.";
    }
}
