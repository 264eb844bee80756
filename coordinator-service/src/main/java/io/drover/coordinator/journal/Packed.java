package io.drover.coordinator.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Text that repeats itself, in fewer bytes of JSON: zlib, as Base64. */
final class Packed {

    /** A state is far below it; what unpacks to more was not written by us. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private Packed() {}

    static String pack(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(bytes)) {
            zlib.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** @throws IllegalArgumentException when it was not packed by {@link #pack} */
    static String unpack(String packed) {
        try (InflaterInputStream zlib = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            byte[] text = zlib.readNBytes(MOST_BYTES + 1);
            if (text.length > MOST_BYTES) {
                throw new IllegalArgumentException("unpacks to more than " + MOST_BYTES + " bytes");
            }
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be unpacked: " + e.getMessage(), e);
        }
    }
}
