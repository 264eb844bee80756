package io.drover.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that is sent once, whatever becomes of it, on a connection of its own.
 *
 * @param path after the base URL, with query; holds no secret, since messages name it
 * @param body null for none
 * @param silence how long the system may say nothing before and while it answers
 */
public record Once(
        Call.Method method, String path, @Nullable Body body, Duration silence) {

    /**
     * A body that is written as it goes.
     *
     * @param length in bytes; the request is as long as it says, or fails
     */
    public record Body(long length, Writer writer) {

        /** Gives the bytes. */
        @FunctionalInterface
        public interface Writer {
            void writeTo(OutputStream out) throws IOException;
        }
    }

    public static Once get(String path, Duration silence) {
        return new Once(Call.Method.GET, path, null, silence);
    }

    /** The same, saying so when its body begins to go out. */
    Once telling(Runnable begins) {
        if (body == null) {
            return this;
        }
        Body telling = new Body(body.length, out -> {
            begins.run();
            body.writer.writeTo(out);
        });
        return new Once(method, path, telling, silence);
    }

    /** Method and path without the query, for messages. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
