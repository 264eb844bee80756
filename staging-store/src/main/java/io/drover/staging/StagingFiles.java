package io.drover.staging;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where {@link DirectoryStore} keeps what. An object not yet visible is {@code .name~random} beside its place; neither the
 * leading dot nor the tilde can stand in a key.
 */
final class StagingFiles {

    private static final String HIDDEN = ".";
    private static final char RANDOM = '~';
    private static final int ATTEMPTS = 10;

    /** Records stand in the clear in it: nobody but its owner reads it. A directory that is there already stays as it is. */
    private static final FileAttribute<?> OWN_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<?> OWN_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** What is read whole: manifests, and records of what was done. */
    static final int SMALL = 32 << 20;

    private StagingFiles() {}

    static Path place(Path root, String key) {
        return root.resolve(Keys.requireKey(key));
    }

    /** The same of an object to be read, which no link leads to: what lies outside the store is none of its objects. */
    static Path own(Path root, String key) throws IOException {
        Path place = place(root, key);
        Path folder;
        try {
            folder = parent(place).toRealPath();
        } catch (NoSuchFileException e) {
            throw (IOException) new NoSuchFileException(place.toString()).initCause(e);
        }
        if (Files.isSymbolicLink(place) || !folder.startsWith(root)) {
            throw new StagingCorruptException(key, "is a link, which Drover does not follow");
        }
        return place;
    }

    /** @param bytes of an object that is small by its nature, or its first ones and one more than it may have */
    static byte[] requireSmall(String key, byte[] bytes) throws StagingCorruptException {
        if (bytes.length > SMALL) {
            throw new StagingCorruptException(key, "holds more than " + SMALL + " bytes, which Drover does not write");
        }
        return bytes;
    }

    static Path createOwn(Path directory) throws IOException {
        return Files.createDirectories(directory, OWN_DIRECTORY);
    }

    static Path hiddenName(Path place) {
        return place.resolveSibling(HIDDEN + place.getFileName() + RANDOM + UUID.randomUUID());
    }

    /** Makes an empty file beside {@code place}, and the directories between it and {@code root}. */
    static Path createHidden(Path root, Path place) throws IOException {
        Path hidden = hiddenName(place);
        for (int attempt = 1; ; attempt++) {
            try {
                return Files.createFile(hidden, OWN_FILE);
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                requireRoot(root);
                createDirectories(parent(place)); // a deleteAll may take it away again: hence the attempts
            }
        }
    }

    /** A disk that is not there is no empty store: what others wrote would seem never written, and be written again. */
    static void requireRoot(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("the staging directory " + root + " is gone; is its disk mounted?");
        }
    }

    static boolean isHidden(Path file) {
        return name(file).startsWith(HIDDEN);
    }

    /** The key of the object that {@code file} is, or was to become. */
    static String key(Path root, Path file) {
        String key = root.relativize(file).toString().replace('\\', '/');
        if (!isHidden(file)) {
            return key;
        }
        String name = name(file);
        int end = name.indexOf(RANDOM);
        return key.substring(0, key.length() - name.length()) + name.substring(1, end < 0 ? name.length() : end);
    }

    /** All files of which the key may begin with {@code prefix}. Close the stream. */
    static Stream<Path> filesUnder(Path root, String prefix) throws IOException {
        int slash = Keys.requirePrefix(prefix).lastIndexOf('/');
        Path top = slash < 0 ? root : root.resolve(prefix.substring(0, slash));
        List<Path> files = new ArrayList<>();
        collect(top, files);
        return files.stream();
    }

    /** The directories above {@code file}, up to but not including {@code root}. */
    static Stream<Path> parents(Path root, Path file) {
        return Stream.iterate(parent(file), directory -> !directory.equals(root), StagingFiles::parent);
    }

    static void forceParent(Path file) throws IOException {
        try (FileChannel directory = FileChannel.open(parent(file), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void collect(Path directory, List<Path> files) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : (Iterable<Path>) children::iterator) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) { // what a link leads to is not in the store
                    collect(child, files);
                } else {
                    files.add(child);
                }
            }
        } catch (NoSuchFileException e) {
            // Removed by someone else, or never there: it holds no object.
        }
    }

    private static void createDirectories(Path directory) throws IOException {
        try {
            createOwn(directory);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(directory + " is an object; no key can begin with it and a slash", e);
        } catch (NoSuchFileException e) {
            // A deleteAll took a directory away in between; the next attempt makes it again.
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " has no directory");
        }
        return parent;
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
