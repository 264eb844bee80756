package io.drover.sandbox.qtest;

import io.drover.sandbox.LookAlikeArguments;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says about the qTest side. */
public final class QTestArguments implements LookAlikeArguments {

    @Option(names = "--qtest-token", description = "Personal token of the qTest side (default: see README).")
    @Nullable
    String token;

    @Option(names = "--qtest-user", defaultValue = QTestOptions.USER, description = "${DEFAULT-VALUE}")
    String user;

    @Option(names = "--qtest-password", description = "Password of that user (default: see README).")
    @Nullable
    String password;

    @Option(names = "--qtest-site", defaultValue = QTestOptions.SITE, description = "${DEFAULT-VALUE}")
    String site;

    @Option(
            names = "--origin-field",
            defaultValue = QTestOptions.ORIGIN_FIELD,
            description = "qTest field whose repeated values count as duplicates (${DEFAULT-VALUE}).")
    String originField;

    @Override
    public int place() {
        return 20;
    }

    @Override
    public String description() {
        return "qTest Manager under /qtest";
    }

    @Override
    public QTestOptions options() {
        return new QTestOptions(
                site,
                user,
                password == null ? QTestOptions.PASSWORD : password,
                token == null ? QTestOptions.TOKEN : token,
                originField);
    }
}
