package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.Service;
import io.drover.http.Arriving;
import io.drover.http.Call.Method;
import io.drover.http.HttpConnection;
import io.drover.http.Once;
import io.drover.spi.ConnectorException;
import io.drover.spi.Evidence;
import io.drover.spi.Task;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;

/** One address of one service. Each request is put on record before it is sent, each answer when it was read. */
final class ServiceAddress implements AutoCloseable {

    private static final String BASE = "/api/v1alpha";
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER = 64 << 20;
    private static final Runnable NOTHING = () -> {};

    private final Service service;
    private final String address;
    private final HttpConnection http;
    private final HttpRecord record;
    private final Duration transferTimeout;

    ServiceAddress(Service service, String address, HttpConnection http, Evidence evidence, Duration transferTimeout) {
        this.service = service;
        this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        this.http = http;
        this.record = new HttpRecord(evidence);
        this.transferTimeout = transferTimeout;
    }

    /** An answer that was read whole. */
    record Answer(int status, byte[] body) {}

    /** Does something with an export or a list while it arrives; must read it to its end. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    static String name(Service service) {
        return switch (service) {
            case RUNSERVICE -> "Agola run service";
            case CONFIGSTORE -> "Agola config store";
        };
    }

    Service service() {
        return service;
    }

    /** For messages. */
    String from() {
        return http.from();
    }

    /**
     * Asks something small.
     *
     * @param path after {@code /api/v1alpha}
     * @throws ConnectorException when the service cannot be reached or breaks off
     */
    Answer ask(Method method, String path) {
        return ask(method, path, NOTHING, NOTHING);
    }

    /** The same of something that this attempt may change only while it is the one to do so. */
    Answer change(Method method, String path, Task task) {
        return ask(method, path, task::checkWait, task::checkPermit);
    }

    private Answer ask(Method method, String path, Runnable wanted, Runnable lastCheck) {
        Once once = new Once(method, BASE + path, null, SILENCE);
        return ask(once, wanted, lastCheck, ServiceAddress::whole);
    }

    /**
     * Asks for a list, which holds secrets in clear: what is put on record is its hash.
     *
     * @param path after {@code /api/v1alpha}
     * @param reader reads the list while it arrives, to its end
     * @param otherwise what the answer is when its status is not 200
     */
    <T> T list(String path, Reader<T> reader, IntFunction<T> otherwise) {
        Once once = new Once(Method.GET, BASE + path, null, SILENCE);
        return ask(once, NOTHING, NOTHING, (answer, open) -> {
            if (answer.status() != 200) {
                whole(answer, open);
                return otherwise.apply(answer.status());
            }
            return read(answer, open, reader);
        });
    }

    private static Answer whole(Arriving answer, HttpRecord.Open open) throws IOException {
        byte[] body = answer.body().readNBytes(LARGEST_ANSWER);
        open.answered(answer, body, true);
        return new Answer(answer.status(), body);
    }

    private interface Handler<T> {
        T handle(Arriving answer, HttpRecord.Open open) throws IOException;
    }

    private <T> T ask(Once once, Runnable wanted, Runnable lastCheck, Handler<T> handler) {
        HttpRecord.Open open = record.begin(once, address, Map.of());
        try {
            return http.once(once, wanted, lastCheck, answer -> handler.handle(answer, open));
        } catch (IOException e) {
            open.failed(e);
            throw broken(once, e);
        } catch (ConnectorException e) {
            open.failed(e);
            throw e;
        }
    }

    /**
     * Takes an export.
     *
     * @throws ConnectorException {@code EXPORT_CUT} when it does not end as it should; {@code EXPORT_REFUSED} when there is none
     */
    <T> T export(Reader<T> reader) throws IOException {
        Once once = Once.get(BASE + "/export", transferTimeout);
        HttpRecord.Open open = record.begin(once, address, Map.of());
        AtomicBoolean answered = new AtomicBoolean();
        try {
            return http.once(once, answer -> {
                answered.set(true);
                if (answer.status() != 200) {
                    byte[] body = answer.body().readNBytes(LARGEST_ANSWER);
                    open.answered(answer, body, true);
                    throw refused(answer.status());
                }
                if (!answer.delimited() || answer.headers().containsKey("content-encoding")) {
                    throw AgolaFailures.external(
                            "EXPORT_CUT",
                            from() + " sent an export that does not say where it ends, so a cut one would look whole."
                                    + " Ask the service itself, without a proxy between.");
                }
                return read(answer, open, reader);
            });
        } catch (BodyStream.CutException e) {
            open.failed(e);
            throw AgolaFailures.external(
                    "EXPORT_CUT",
                    from() + " broke its export off after " + e.bytes()
                            + " bytes. Nothing of it is kept. Look at the service's log, then take it again.",
                    e);
        } catch (IOException e) {
            open.failed(e);
            if (answered.get()) {
                throw e; // what was read could not be kept
            }
            throw broken(once, e);
        } catch (ConnectorException e) {
            open.failed(e);
            throw e;
        }
    }

    private ConnectorException broken(Once once, IOException e) {
        return AgolaFailures.external(
                "CONNECTION_BROKEN", from() + " broke off while answering " + once + ". Look at its state.", e);
    }

    private <T> T read(Arriving answer, HttpRecord.Open open, Reader<T> reader) throws IOException {
        BodyStream body = new BodyStream(answer.body());
        T result = reader.read(body);
        if (body.read() >= 0) {
            throw new IllegalStateException("an answer was not read to its end");
        }
        open.answered(answer, body.bytes(), body.sha256());
        return result;
    }

    private ConnectorException refused(int status) {
        return switch (status) {
            case 401 ->
                AgolaFailures.user(
                        "TOKEN_REFUSED",
                        from() + " needs another token for its export. Give the secret " + service.word()
                                + "Token the service's API token.");
            case 404 ->
                AgolaFailures.user(
                        "NOT_AGOLA",
                        from() + " knows no export. Check that this is the address of the " + service.word() + ".");
            default ->
                AgolaFailures.external(
                        "EXPORT_REFUSED", from() + " answered " + status + " instead of an export. Look at its log.");
        };
    }

    /**
     * Sends a file to be imported, once.
     *
     * @param task is asked whether it may, when all is on record, the request has its turn and is about to leave
     * @throws ConnectorException when nothing was sent
     * @throws IOException when it was sent, or may have been
     */
    Answer importFile(Once.Body body, String sha256, Task task) throws IOException {
        Once once = new Once(Method.POST, BASE + "/import", body, transferTimeout);
        HttpRecord.Open open =
                record.begin(once, address, Map.of("body.bytes", String.valueOf(body.length()), "body.sha256", sha256));
        try {
            return http.once(once, task::checkWait, task::checkPermit, answer -> {
                byte[] text = answer.body().readNBytes(LARGEST_ANSWER);
                try {
                    open.answered(answer, text, true);
                } catch (RuntimeException e) {
                    throw new IOException("its answer " + answer.status() + " could not be put on record", e);
                }
                return new Answer(answer.status(), text);
            });
        } catch (IOException | RuntimeException e) {
            open.failed(e);
            throw e;
        }
    }

    /** Waits a little, longer with each round. */
    void pause(int round) {
        http.backOff(round);
    }

    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return from();
    }
}
