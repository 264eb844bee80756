package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.Service;
import io.drover.http.Once;
import io.drover.spi.ConnectorException;
import io.drover.spi.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Replaces what the target holds by a converted file. The service drops every table when the request arrives (docs/contracts/agola.md 1.8), so
 * everything is looked at before, and the request is sent once.
 */
final class Import {

    private static final String FILE = "converted";
    private static final String BACKUP = "backup";

    private final Services services;

    Import(Services services) {
        this.services = services;
    }

    void run(Service service, Task task) throws IOException {
        ServiceAddress api = services.first(service);
        String sha256 = task.sha256(FILE);
        long bytes = task.size(FILE);
        lookAt(service, task, sha256, bytes);
        for (ServiceAddress replica : services.all(service).reversed()) {
            inMaintenance(replica);
        }
        holdsWhatIsKept(api, task, sha256);
        send(api, task, sha256, bytes);
        task.fact("sha256", sha256);
        task.fact("bytes", String.valueOf(bytes));
    }

    /** A file that turns out to be damaged only while it is sent has cost the database already. */
    private static void lookAt(Service service, Task task, String sha256, long bytes) throws IOException {
        if (bytes == 0) {
            throw AgolaFailures.user(
                    "IMPORT_EMPTY",
                    "The file to be imported into the " + service.word() + " is empty. Importing nothing empties the"
                            + " database and answers 200. Nothing was sent.");
        }
        try (InputStream file = task.open(FILE)) {
            Copying copying = new Copying(file, OutputStream.nullOutputStream());
            ExportRows.countAscending(service, copying, "The file to be imported into the " + service.word());
            Copying.Content content = copying.content();
            if (content.bytes() != bytes || !content.sha256().equals(sha256)) {
                throw AgolaFailures.user(
                        "FILE_CHANGED",
                        "The file to be imported into the " + service.word() + " is not the one that was consented to."
                                + " Nothing was sent.");
            }
        }
    }

    /**
     * Not asked again when the import has its turn: the question would need one, too. A service whose maintenance ends while the
     * import waits refuses it with 400 and drops nothing.
     */
    private static void inMaintenance(ServiceAddress api) {
        AgolaProbe.Status status = CheckNew.status(api);
        if (!status.current() || !status.requested()) {
            throw AgolaFailures.external(
                    "NOT_IN_MAINTENANCE",
                    api.from() + " is not in maintenance (" + status
                            + "). Nothing was sent. Put it into maintenance, wait" + " until it is, then resume.");
        }
    }

    /**
     * What is dropped is in the backup: the service holds what the backup holds, or nothing, or this very file, as an earlier attempt may
     * have left it. Maintenance may have been off since, and somebody else may have imported. Plans of earlier releases give no backup.
     */
    private static void holdsWhatIsKept(ServiceAddress api, Task task, String sha256) throws IOException {
        if (!task.has(BACKUP)) {
            return;
        }
        Copying.Content held = api.export(Copying::through);
        boolean kept = held.bytes() == 0
                || held.sha256().equals(task.sha256(BACKUP))
                || held.sha256().equals(sha256);
        if (!kept) {
            throw AgolaFailures.user(
                    "TARGET_CHANGED",
                    api.from() + " holds something else than when it was backed up (" + held.bytes()
                            + " bytes, the backup has "
                            + task.size(BACKUP)
                            + "), so what an import drops would be lost. Nothing was sent. Find out who"
                            + " changed it. Then abandon this execution and begin another, which backs up what is there now.");
        }
    }

    private static void send(ServiceAddress api, Task task, String sha256, long bytes) {
        ServiceAddress.Answer answer;
        try (InputStream file = task.open(FILE)) {
            Once.Body body = new Once.Body(bytes, out -> copy(file, out, sha256));
            answer = api.importFile(body, sha256, task);
        } catch (ConnectorException e) {
            throw new ConnectorException(
                    e.code(), e.type(), e.getMessage() + " The import was not sent; nothing was changed.", null, e);
        } catch (IOException e) {
            throw AgolaFailures.external(
                    "IMPORT_LOST",
                    "The import into " + api.from() + " broke off (" + e.getMessage() + "). " + aftermath(),
                    e);
        }
        if (answer.status() != 200) {
            throw AgolaFailures.external(
                    "IMPORT_FAILED", api.from() + " answered " + answer.status() + " to the import. " + aftermath());
        }
        if (answer.body().length > 0) {
            throw AgolaFailures.external(
                    "IMPORT_UNCLEAR",
                    api.from() + " answered the import with 200 and a text, which Agola does not do. Is there a proxy"
                            + " between? " + aftermath());
        }
    }

    /** The bytes, and once more the proof that they are the ones consented to: else the request stays unfinished. */
    private static void copy(InputStream file, OutputStream out, String sha256) throws IOException {
        MessageDigest digest = ExportHash.begin();
        byte[] held = new byte[64 << 10];
        int length = file.readNBytes(held, 0, held.length);
        byte[] next = new byte[held.length];
        while (length > 0) {
            digest.update(held, 0, length);
            int following = file.readNBytes(next, 0, next.length);
            if (following == 0 && !ExportHash.hex(digest.digest()).equals(sha256)) {
                throw new IOException("the file is not the one that was consented to");
            }
            out.write(held, 0, length);
            byte[] free = held;
            held = next;
            next = free;
            length = following;
        }
    }

    private static String aftermath() {
        return "The service drops all tables before it reads, so take the database as empty now. It was sent once and is not"
                + " sent again. Access must stay closed and maintenance on: look at the service's log, then resume the import"
                + " with the same file.";
    }
}
