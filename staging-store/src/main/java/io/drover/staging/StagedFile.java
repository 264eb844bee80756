package io.drover.staging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file under a hidden name and moves it to its place when it is whole. */
final class StagedFile extends StagingStore.StagedOutput {

    private final Path place;
    private final Path hidden;
    private final FileChannel channel;
    private final boolean durable;
    private final Disk disk;
    private final Disk.Share share;
    private boolean ended;
    private boolean broken;

    StagedFile(Path root, Path place, boolean durable, Disk disk) throws IOException {
        this.place = place;
        this.durable = durable;
        this.disk = disk;
        this.share = disk.new Share();
        try {
            this.hidden = StagingFiles.createHidden(root, place);
            this.channel = FileChannel.open(hidden, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw disk.explain(e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (ended) {
            return; // aborted: a compressor above may still flush
        }
        if (broken) {
            throw new IOException("a write to " + place + " failed before");
        }
        broken = true; // until the bytes are all there
        share.take(length);
        try {
            ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
            while (source.hasRemaining()) {
                channel.write(source);
            }
        } catch (IOException e) {
            throw disk.explain(e);
        }
        broken = false;
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            return;
        }
        if (broken) {
            abort();
            throw new IOException("a write to " + place + " failed before: it is not kept");
        }
        ended = true;
        try (channel) {
            if (durable) {
                channel.force(true); // where a disk without room may be noticed at last
            }
        } catch (IOException e) {
            throw disk.explain(e);
        }
        Files.move(hidden, place, StandardCopyOption.ATOMIC_MOVE);
        if (durable) {
            StagingFiles.forceParent(place);
        }
    }

    @Override
    public void abort() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            channel.close();
            Files.deleteIfExists(hidden);
        } catch (IOException e) {
            // The hidden file stays until deleteAll; nobody can read it.
        }
    }
}
