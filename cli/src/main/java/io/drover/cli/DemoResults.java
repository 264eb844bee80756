package io.drover.cli;

import io.drover.api.Execution;
import io.drover.cli.api.DroverClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is left of a demo when all is stopped: files of the last one, under names that do not change. */
final class DemoResults {

    private final Path report;
    private final Path evidence;
    private final Path archive;

    DemoResults(Path folder) {
        this.report = folder.resolve("report.html");
        this.evidence = folder.resolve("evidence.tar.zst");
        this.archive = folder.resolve("archive.tar.zst.gpg");
    }

    /** Saves what the execution has of them, and answers where its report is, or null where it has none. */
    @Nullable
    String save(DroverClient client, Execution ended) throws IOException {
        for (Path old : List.of(report, evidence, archive)) {
            Files.deleteIfExists(old);
        }
        if (ended.report() == null) {
            return null;
        }
        client.save(ended.id(), "report", "text/html", report);
        client.save(ended.id(), "evidence", "*/*", evidence);
        if (ended.steps().stream().anyMatch(step -> step.facts().containsKey("archive"))) {
            client.save(ended.id(), "archive", "*/*", archive);
        }
        return report.toString();
    }

    /** Where the archive is of what was replaced, if anything was. */
    Optional<Path> archive() {
        return Optional.of(archive).filter(Files::exists);
    }
}
