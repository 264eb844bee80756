package io.drover.sandbox.zephyr;

import io.drover.sandbox.LookAlikeArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says about the Zephyr side. */
public final class ZephyrArguments implements LookAlikeArguments {

    @Option(names = "--project", description = "The Zephyr project: mattermost (the default; key MM).")
    @Nullable
    String project;

    @Option(names = "--cases", description = "Serve a made-up project of so many cases instead (key GEN).")
    @Nullable
    Integer cases;

    @Option(names = "--projects", defaultValue = "1", description = "So many made-up projects: GEN, GEN1, GEN2 …")
    int madeUp;

    @Option(names = "--calls", description = "How many cases of a made-up project call another one.")
    @Nullable
    Integer calls;

    @Option(
            names = "--project-file",
            description = "Serve the Zephyr project of this JSON file beside it; may be repeated.")
    List<Path> projectFiles = List.of();

    @Option(names = "--seed", defaultValue = "1", description = "The same seed makes the same cases.")
    long seed;

    @Option(names = "--zephyr-token", description = "Bearer token of the Zephyr side (default: see README).")
    @Nullable
    String token;

    @Override
    public int place() {
        return 10;
    }

    @Override
    public String description() {
        return "Zephyr Scale Cloud under /zephyr/v2";
    }

    @Override
    public ZephyrOptions options() throws IOException {
        if (project != null && !project.equals("mattermost")) {
            throw new IllegalArgumentException("--project knows mattermost only; for a made-up project use --cases N");
        }
        List<byte[]> given = new ArrayList<>();
        for (Path file : projectFiles) {
            given.add(Files.readAllBytes(file));
        }
        return new ZephyrOptions(cases, seed, madeUp, calls, token == null ? ZephyrOptions.TOKEN : token, given);
    }
}
