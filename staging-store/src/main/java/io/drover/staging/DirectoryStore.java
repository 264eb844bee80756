package io.drover.staging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects as files of a directory that all processes see. Objects are written under a hidden name beside their place and
 * moved there whole; {@link #putIfAbsent} is a hard link, which the file system refuses when the name is taken.
 */
public final class DirectoryStore implements StagingStore {

    private final Path root;
    private final Durability durability;
    private final Disk disk;

    /**
     * What is forced to the disk before it counts as written. Only a power failure tells the difference, and an object
     * lost by one is noticed when it is read.
     *
     * @param objects what {@link StagingStore#create} writes
     * @param manifests what {@link StagingStore#putIfAbsent} writes
     */
    public record Durability(boolean objects, boolean manifests) {
        public static final Durability DEFAULT = new Durability(false, true);
    }

    private DirectoryStore(Path root, Durability durability, Disk disk) {
        this.root = root;
        this.durability = durability;
        this.disk = disk;
    }

    public static DirectoryStore open(Path root) throws IOException {
        return open(root, Durability.DEFAULT);
    }

    public static DirectoryStore open(Path root, Durability durability) throws IOException {
        return open(root, durability, 0);
    }

    /**
     * Opens a store that leaves room on its disk.
     *
     * @param minFree bytes; with less, {@link #requireRoom} throws. 0 is no limit
     * @throws IOException when the directory cannot be made or written, or its file system has no hard links
     */
    public static DirectoryStore open(Path root, Durability durability, long minFree) throws IOException {
        Path real = StagingFiles.createOwn(root).toRealPath();
        DirectoryStore store = new DirectoryStore(real, durability, new Disk(real, minFree));
        store.requireHardLinks();
        return store;
    }

    @Override
    public void requireRoom() throws IOException {
        disk.requireRoom();
    }

    @Override
    public StagedOutput create(String key) throws IOException {
        return new StagedFile(root, StagingFiles.place(root, key), durability.objects(), disk);
    }

    @Override
    public InputStream open(String key) throws IOException {
        return Files.newInputStream(StagingFiles.own(root, key), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
        try (InputStream in = open(key)) {
            return Optional.of(StagingFiles.requireSmall(key, in.readNBytes(StagingFiles.SMALL + 1)));
        } catch (NoSuchFileException e) {
            StagingFiles.requireRoot(root);
            return Optional.empty();
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        Path place = StagingFiles.place(root, key);
        try {
            return putIfAbsent(place, content);
        } catch (IOException e) {
            throw disk.explain(e);
        }
    }

    private boolean putIfAbsent(Path place, byte[] content) throws IOException {
        Path hidden = StagingFiles.createHidden(root, place);
        try {
            try (FileChannel channel = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (durability.manifests()) {
                    channel.force(true);
                }
            }
            Files.createLink(place, hidden);
            if (durability.manifests()) {
                StagingFiles.forceParent(place);
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(hidden);
        }
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        try (Stream<Path> files = StagingFiles.filesUnder(root, prefix)) {
            return files.filter(file -> !StagingFiles.isHidden(file))
                    .map(file -> StagingFiles.key(root, file))
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Held held(String prefix) throws IOException {
        long objects = 0;
        long bytes = 0;
        for (String key : list(prefix)) {
            try {
                bytes += Files.size(root.resolve(key));
                objects++;
            } catch (NoSuchFileException e) {
                // Deleted since it was listed.
            }
        }
        return new Held(objects, bytes);
    }

    @Override
    public void deleteAll(String prefix) throws IOException {
        List<Path> files;
        try (Stream<Path> found = StagingFiles.filesUnder(root, prefix)) {
            // What a killed process left under a hidden name goes with the object that it was to become.
            files = found.filter(file -> StagingFiles.key(root, file).startsWith(prefix))
                    .toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        List<Path> emptied = files.stream()
                .flatMap(file -> StagingFiles.parents(root, file))
                .distinct()
                .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
                .toList();
        for (Path directory : emptied) {
            try {
                Files.deleteIfExists(directory);
            } catch (DirectoryNotEmptyException e) {
                // Holds other objects.
            }
        }
    }

    @Override
    public void close() {
        // Holds nothing open.
    }

    @Override
    public String toString() {
        return root.toUri().toString();
    }

    private void requireHardLinks() throws IOException {
        Path probe = StagingFiles.createHidden(root, root.resolve("probe"));
        Path link = StagingFiles.hiddenName(root.resolve("probe"));
        try {
            Files.createLink(link, probe);
        } catch (UnsupportedOperationException | IOException e) {
            throw new IOException(
                    "the file system of staging directory " + root
                            + " has no hard links, without which two workers could commit the same batch; choose a"
                            + " directory on another file system, or S3",
                    e);
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(probe);
        }
    }
}
