package io.drover.benchmarks;

import io.drover.cli.api.ApiJson;
import io.drover.installation.Checkout;
import io.drover.installation.Folders;
import io.drover.installation.Installation;
import io.drover.installation.StartException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs what the options ask for, one run after the other, each on a new installation below {@code .drover/bench}. */
@Command(
        name = "drover bench",
        description = {
            "Measures migrations of made-up test cases between two look-alikes on this machine.",
            "Everything is started for it and ended afterwards. A run that loses a case fails (exit code 1)."
        })
final class Bench implements Callable<Integer> {

    private final Checkout checkout;
    private final PrintWriter out;
    private final BenchProgress progress;

    @Mixin
    private BenchOptions options = new BenchOptions();

    Bench(Checkout checkout, PrintWriter out, PrintWriter err) {
        this.checkout = checkout;
        this.out = out;
        this.progress = new BenchProgress(err);
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Bench bench = new Bench(Checkout.find(), out, err);
        System.exit(new CommandLine(bench)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, given) -> {
                    err.println(e.getMessage() + " (drover bench --help lists the options)");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> bench.failed(e))
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createDirectories(checkout.state().resolve("bench"));
        try (FileChannel lock =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.tryLock()) {
            if (held == null) {
                throw StartException.of("Another benchmark runs in " + folder + ": both would measure each other.");
            }
            return runAll(folder);
        }
    }

    private int runAll(Path folder) throws IOException {
        endLeftovers(folder);
        Machine machine = Machine.here();
        if (!options.limits().isEmpty()) {
            return runLimits(folder);
        }
        List<BenchResult> results = new ArrayList<>();
        for (Setup setup : options.setups()) {
            BenchResult result = run(setup, folder.resolve(setup.label()));
            results.add(result);
            show(ResultText.of(result, machine));
        }
        if (results.size() > 1) {
            show(SeriesText.of(results));
        }
        if (options.isJson()) {
            out.println(ApiJson.write(ResultJson.of(results, machine)));
        }
        return results.stream().allMatch(result -> result.faults().isEmpty()) ? 0 : 1;
    }

    /** A benchmark that was killed leaves what it started, and the next one ends that. */
    private void endLeftovers(Path folder) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            left.filter(Files::isDirectory).forEach(each -> new Installation(checkout, each).abandon());
        }
    }

    private int runLimits(Path folder) throws IOException {
        boolean good = true;
        for (LimitKind kind : options.limits()) {
            Setup setup = options.limited(kind);
            Path place = folder.resolve("limit-" + kind + "-" + setup.layout());
            LimitRun.Outcome outcome =
                    on(setup, place, installation -> new LimitRun(kind, setup, installation, progress)
                            .run(options.counted()));
            good &= outcome.isGood();
            show(List.of(outcome.line()));
        }
        return good ? 0 : 1;
    }

    private BenchResult run(Setup setup, Path folder) throws IOException {
        return on(setup, folder, installation -> new BenchRun(setup, installation, progress).run());
    }

    private interface OnInstallation<T> {
        T run(BenchInstallation installation) throws IOException;
    }

    private <T> T on(Setup setup, Path folder, OnInstallation<T> what) throws IOException {
        Folders.delete(folder);
        BenchInstallation installation = new BenchInstallation(checkout, folder, setup);
        Thread onInterrupt = new Thread(
                () -> {
                    progress.interrupt();
                    installation.close();
                },
                "on-interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try (installation) {
            return what.run(installation);
        } finally {
            forget(onInterrupt);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook runs.
        }
    }

    /** With JSON, standard output is for programs. */
    private void show(List<String> lines) {
        if (options.isJson()) {
            lines.forEach(progress::say);
        } else {
            lines.forEach(out::println);
        }
    }

    private int failed(Exception e) {
        StringBuilder reason = new StringBuilder("drover bench:");
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            reason.append(' ').append(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        }
        progress.say(reason.toString());
        return 1;
    }
}
