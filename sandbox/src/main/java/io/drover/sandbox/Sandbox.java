package io.drover.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a sandbox from the command line, or in-process for tests. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        subcommands = AgolaProgram.class,
        description = "Behaves as Zephyr Scale Cloud under /zephyr/v2 and as qTest Manager under /qtest.")
public final class Sandbox implements Callable<Integer> {

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    String host;

    @Option(names = "--port", defaultValue = "0", description = "Port, 0 for any free one (${DEFAULT-VALUE}).")
    int port;

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

    @Option(names = "--latency", defaultValue = "0ms", description = "Added to each API request, such as 20ms.")
    String latency;

    @Option(names = "--port-file", description = "Written when ready: the port and a line end.")
    @Nullable
    Path portFile;

    @Option(names = "--zephyr-token", description = "Bearer token of the Zephyr side (default: see README).")
    @Nullable
    String zephyrToken;

    @Option(names = "--qtest-token", description = "Personal token of the qTest side (default: see README).")
    @Nullable
    String qtestToken;

    @Option(names = "--qtest-user", defaultValue = SandboxOptions.QTEST_USER, description = "${DEFAULT-VALUE}")
    String qtestUser;

    @Option(names = "--qtest-password", description = "Password of that user (default: see README).")
    @Nullable
    String qtestPassword;

    @Option(names = "--qtest-site", defaultValue = SandboxOptions.QTEST_SITE, description = "${DEFAULT-VALUE}")
    String qtestSite;

    @Option(
            names = "--origin-field",
            defaultValue = "Zephyr Key",
            description = "qTest field whose repeated values count as duplicates (${DEFAULT-VALUE}).")
    String originField;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Sandbox()).execute(args));
    }

    /** Listens when it returns; throws {@link IllegalStateException} when it cannot. */
    public static RunningSandbox start(SandboxOptions options) {
        return start(options, List.of());
    }

    /**
     * The same with Zephyr projects of your own beside the first.
     *
     * @param projects in the shape that the README describes
     * @throws IllegalArgumentException when one is no project
     */
    public static RunningSandbox start(SandboxOptions options, List<byte[]> projects) {
        return new RunningSandbox(options, projects);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (project != null && !project.equals("mattermost")) {
            System.err.println("--project knows mattermost only; for a made-up project use --cases N");
            return 2;
        }
        SandboxOptions options = new SandboxOptions(
                        host,
                        port,
                        cases,
                        seed,
                        milliseconds(latency),
                        zephyrToken == null ? SandboxOptions.ZEPHYR_TOKEN : zephyrToken,
                        qtestToken == null ? SandboxOptions.QTEST_TOKEN : qtestToken,
                        qtestUser,
                        qtestPassword == null ? SandboxOptions.QTEST_PASSWORD : qtestPassword,
                        qtestSite,
                        originField)
                .withMadeUp(madeUp, calls);
        List<byte[]> projects = new ArrayList<>();
        for (Path file : projectFiles) {
            projects.add(Files.readAllBytes(file));
        }
        RunningSandbox sandbox = start(options, projects);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "close-sandbox"));
        if (portFile != null) {
            write(portFile, sandbox.port() + "\n");
        }
        PrintStream out = System.out;
        out.println("Sandbox ready: zephyr=" + sandbox.zephyrUrl() + " qtest=" + sandbox.qtestUrl() + " admin="
                + sandbox.adminUrl());
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /** Whoever waits for the file finds it whole. */
    static void write(Path file, String text) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(aside, text);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static int milliseconds(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        try {
            if (lower.endsWith("ms")) {
                return Integer.parseInt(lower.substring(0, lower.length() - 2));
            }
            if (lower.endsWith("s")) {
                return Math.multiplyExact(Integer.parseInt(lower.substring(0, lower.length() - 1)), 1000);
            }
            return Integer.parseInt(lower);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("a time is such as 20ms or 1s, not '" + text + "'", e);
        }
    }
}
