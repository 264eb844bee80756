package io.drover.loader;

import io.drover.spi.ConnectorException;
import io.drover.spi.Content;
import io.drover.spi.ContentLostException;
import io.drover.spi.ContentToLoad;
import io.drover.spi.FailureType;
import io.drover.spi.OpenedContent;
import io.drover.spi.Source;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A content on its way from the source to the target, in constant memory. Where the source's connection is cut it is opened again at
 * the byte that was reached, and the target sees nothing of it. It is hashed as it goes; fewer, more or other bytes than the source
 * said are none.
 */
final class SourceContent implements ContentToLoad {

    /** Cuts in a row without a byte between them; more, and the source is not well. */
    private static final int CUTS = 5;

    private final String originId;
    private final Content content;
    private final @Nullable Content replaces;
    private final Supplier<Source> source;
    private final Runnable goesOn;
    private final Consumer<OpenedContent.Unavailable> unavailable;
    private @Nullable String sha256;
    private long size;
    private boolean answered;
    private boolean lost;

    /**
     * @param goesOn asked at each read; throws when the batch is no longer this attempt's
     * @param unavailable told when the source does not give it
     */
    SourceContent(
            String originId,
            Content content,
            @Nullable Content replaces,
            Supplier<Source> source,
            Runnable goesOn,
            Consumer<OpenedContent.Unavailable> unavailable) {
        this.originId = originId;
        this.content = content;
        this.replaces = replaces;
        this.source = source;
        this.goesOn = goesOn;
        this.unavailable = unavailable;
    }

    String originId() {
        return originId;
    }

    @Override
    public Content content() {
        return content;
    }

    @Override
    public @Nullable Content replaces() {
        return replaces;
    }

    @Override
    public Optional<InputStream> open() {
        synchronized (this) {
            sha256 = null;
            size = 0;
            if (lost) {
                return Optional.empty();
            }
        }
        return switch (source.get().open(content, 0)) {
            case OpenedContent.Unavailable why -> {
                lost(why);
                yield Optional.empty();
            }
            case OpenedContent.Bytes(InputStream stream) -> Optional.of(new Hashed(stream));
        };
    }

    /** Hash of what was read whole; empty when it was not. */
    synchronized Optional<String> sha256() {
        return Optional.ofNullable(sha256);
    }

    synchronized long size() {
        return size;
    }

    /** The target said what became of it. */
    synchronized void answer() {
        answered = true;
    }

    /** Whether the target has said what became of it, or nothing has to be said. */
    synchronized boolean isAnswered() {
        return answered || lost;
    }

    private synchronized void lost(OpenedContent.Unavailable why) {
        if (!lost) {
            lost = true;
            unavailable.accept(why);
        }
    }

    private synchronized void whole(String hash, long bytes) {
        sha256 = hash;
        size = bytes;
    }

    private final class Hashed extends InputStream {

        private final MessageDigest digest = sha256Digest();
        private InputStream in;
        private long read;
        private int cuts;
        private boolean ended;

        private Hashed(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            if (most == 0) {
                return 0;
            }
            while (!ended) {
                goesOn.run();
                int got = some(bytes, from, most);
                if (got > 0) {
                    digest.update(bytes, from, got);
                    read += got;
                    cuts = 0;
                    return got;
                }
                if (got < 0 && isEnd()) {
                    end();
                } else if (got < 0) {
                    openAgain();
                }
            }
            return -1;
        }

        /** A connection that breaks looks like one that ends. */
        private int some(byte[] bytes, int from, int most) {
            try {
                int got = in.read(bytes, from, most);
                broken = false;
                return got;
            } catch (IOException e) {
                broken = true;
                return -1;
            }
        }

        private boolean broken;

        /** Of a content whose length nobody knows, an end without an error is its end. */
        private boolean isEnd() {
            Long expected = content.size();
            return expected == null ? !broken : read >= expected;
        }

        private void end() throws IOException {
            ended = true;
            String hash = HexFormat.of().formatHex(digest.digest());
            Long expected = content.size();
            if (expected != null && read != expected) {
                throw changed("it has more than the " + expected + " bytes that it should have");
            }
            if (content.sha256() != null && !content.sha256().equals(hash)) {
                throw changed("its SHA-256 is " + hash + " and should be " + content.sha256());
            }
            whole(hash, read);
        }

        private IOException changed(String how) {
            lost(new OpenedContent.Unavailable(
                    "CONTENT_CHANGED",
                    content.name() + ": " + how,
                    "The source gave other bytes than it said; nothing of it is in the target. Run again."));
            return new ContentLostException(how);
        }

        private void openAgain() throws IOException {
            in.close();
            if (++cuts > CUTS) {
                throw new ConnectorException(
                        "CONTENT_CUT",
                        FailureType.EXTERNAL,
                        "The source ended the content " + content.id() + " " + cuts + " times at byte " + read);
            }
            switch (source.get().open(content, read)) {
                case OpenedContent.Unavailable why -> {
                    ended = true;
                    lost(why);
                    throw new ContentLostException(why.code());
                }
                case OpenedContent.Bytes(InputStream stream) -> in = stream;
            }
        }

        @Override
        public void close() throws IOException {
            ended = true;
            in.close();
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
