package io.drover.connectors.agola.convert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes entries as v0.7 does: nothing between them. */
final class ExportBuilder {

    static final String RUN_ID = "0000001lg004i-0000000000001";

    private final OutputStream out;

    ExportBuilder(OutputStream out) {
        this.out = out;
    }

    static byte[] export(java.util.function.Consumer<ExportBuilder> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entries.accept(new ExportBuilder(bytes));
        return bytes.toByteArray();
    }

    ExportBuilder entry(String kind, String id, String data) {
        return raw("{\"id\":\"" + id + "\",\"data_type\":\"" + kind + "\",\"data\":\""
                + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)) + "\"}");
    }

    ExportBuilder raw(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run, its configuration and its counter. */
    ExportBuilder oneRun() {
        return run(RUN_ID).runConfig(RUN_ID).entry("runcounter", "p1", "1");
    }

    ExportBuilder run(String id) {
        return entry(
                "run",
                id,
                "{\"id\":\"" + id + "\",\"name\":\"r\",\"counter\":1,\"group\":\"/project/p1/branch/master\","
                        + "\"phase\":\"finished\",\"result\":\"success\",\"archived\":true}");
    }

    ExportBuilder runConfig(String id) {
        return entry("runconfig", id, "{\"id\":\"" + id + "\",\"name\":\"r\",\"group\":\"/project/p1/branch/master\"}");
    }
}
