package io.drover.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be asked for. */
final class BenchOptions {

    private static final int SMALL = 1000;

    /** How results are written. */
    enum Output {
        table,
        json
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--cases",
            defaultValue = "1000",
            split = ",",
            paramLabel = "N",
            converter = Amounts.Count.class,
            description = "Size of the made-up project, such as 2000 or 1k,10k,100k: a run each. Default: 1000.")
    private List<Integer> cases = new ArrayList<>();

    @Option(
            names = "--latency",
            defaultValue = "0",
            split = ",",
            paramLabel = "TIME",
            converter = Amounts.Latency.class,
            description = "What the look-alikes add to each request, such as 20ms or 0,20ms: a run each. Default: 0.")
    private List<Integer> latencies = new ArrayList<>();

    @Option(
            names = "--series",
            description = "Runs 1k, 10k and 100k cases at 0 and 20 ms, and puts the results side by side.")
    private boolean series;

    @Option(
            names = "--concurrency",
            defaultValue = "16",
            paramLabel = "N",
            description = "Requests that each connection may have in flight. Default: ${DEFAULT-VALUE}, the product's.")
    private int concurrency;

    @Option(names = "--batch-size", paramLabel = "N", description = "Records per batch. Default: the product's.")
    private @Nullable Integer batchSize;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "Batches of one phase that run at once. Default: the product's.")
    private @Nullable Integer inFlight;

    @Option(
            names = "--processes",
            defaultValue = "one",
            paramLabel = "one|six|many",
            description =
                    "Drover in one process, its six services in one each, or three of each worker. Default: ${DEFAULT-VALUE}.")
    private Layout layout = Layout.one;

    @Option(
            names = "--calls",
            paramLabel = "N",
            converter = Amounts.Count.class,
            description = "How many of these cases call another one, such as 300k. Default: about one in 28.")
    private @Nullable Integer calls;

    @Option(
            names = "--executions",
            defaultValue = "1",
            paramLabel = "N",
            description = "Moves so many projects of --cases cases each at once, an execution each. Default: 1.")
    private int executions;

    @Option(
            names = "--limits",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Instead: how much is used of limits that the look-alikes play, and how many requests they"
                            + " refuse: ${COMPLETION-CANDIDATES}, a run each. With --processes one, six or many (three workers of each kind).")
    private List<LimitKind> limits = new ArrayList<>();

    @Option(
            names = "--minutes",
            defaultValue = "5",
            paramLabel = "N",
            description = "How long a limit is looked at, after a first minute. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(
            names = "--look-for",
            description =
                    "Ask each case for its attachments and versions, too, as the product does: two more requests each.")
    private boolean lookFor;

    @Option(
            names = "--warmup",
            defaultValue = "3000",
            paramLabel = "N",
            converter = Amounts.Count.class,
            description = "Cases to move before, uncounted, for a JVM that has just started is slow."
                    + " Default: ${DEFAULT-VALUE}; 0: none.")
    private int warmup;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "The same seed makes the same cases. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--keep", description = "Leaves the data (.drover/bench), not only the logs.")
    private boolean keep;

    @Option(
            names = "--jfr",
            description = "Makes a flight recording of each of Drover's processes in .drover/bench. It costs a little.")
    private boolean jfr;

    @Option(
            names = {"-o", "--output-format"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "How results are written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Output output = Output.table;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private boolean help;

    boolean isJson() {
        return output == Output.json;
    }

    List<LimitKind> limits() {
        return limits;
    }

    Duration counted() {
        return Duration.ofMinutes(positive("--minutes", minutes));
    }

    /** More cases than a limit lets through in the time; some latency, so that several are on their way at once. */
    Setup limited(LimitKind kind) {
        return new Setup(
                Math.max(20_000, cases.getFirst()),
                kind == LimitKind.concurrent ? 400 : 20,
                positive("--concurrency", concurrency),
                OptionalInt.of(100),
                optional("--in-flight", inFlight),
                layout,
                true,
                0,
                seed,
                keep,
                jfr,
                kind.executions(),
                OptionalInt.empty());
    }

    /** The runs: each size at each latency. */
    List<Setup> setups() {
        List<Setup> setups = new ArrayList<>();
        for (int latency : series ? List.of(0, 20) : latencies) {
            for (int size : series ? List.of(SMALL, 10 * SMALL, 100 * SMALL) : cases) {
                setups.add(new Setup(
                        positive("--cases", size),
                        latency,
                        positive("--concurrency", concurrency),
                        optional("--batch-size", batchSize),
                        optional("--in-flight", inFlight),
                        layout,
                        lookFor,
                        warmup,
                        seed,
                        keep,
                        jfr,
                        positive("--executions", executions),
                        optional("--calls", calls)));
            }
        }
        return setups;
    }

    private OptionalInt optional(String option, @Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(positive(option, value));
    }

    private int positive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(command.commandLine(), option + " must be at least 1, not " + value);
        }
        return value;
    }
}
