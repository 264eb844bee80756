package io.drover.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the operating system tells about processes: all of it on Linux ({@code /proc}), less elsewhere. */
final class Kernel {

    /** USER_HZ of Linux: the unit of the times in {@code stat}, on every platform that has a JDK. */
    private static final int TICKS_PER_SECOND = 100;

    private static final int KIB_PER_MIB = 1024;

    private static final Path PROC = Path.of("/proc");

    private Kernel() {}

    /**
     * The processor time of a process and all below it. On Linux with that of children that have ended and were waited for;
     * elsewhere without.
     */
    static Duration cpu(ProcessHandle root) {
        return tree(root).map(Kernel::ownCpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration ownCpu(ProcessHandle process) {
        // After the name in parentheses: state is field 3; utime, stime, cutime and cstime are 14 to 17.
        return read(process, "stat")
                .map(lines -> lines.getFirst())
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                .map(fields -> ticks(fields, 11, 15))
                .orElseGet(() -> process.info().totalCpuDuration().orElse(Duration.ZERO));
    }

    /** The most memory that a process has had resident, in MiB. */
    static OptionalLong peakMiB(ProcessHandle process) {
        return read(process, "status")
                .map(status -> OptionalLong.of(kib(status, "VmHWM:") / KIB_PER_MIB))
                .orElse(OptionalLong.empty());
    }

    /**
     * The memory that a process and all below it have resident now, in MiB, for processes that share much (PostgreSQL): their
     * own added up, of what may be shared the largest.
     */
    static OptionalLong treeMiB(ProcessHandle root) {
        List<List<String>> all =
                tree(root).flatMap(process -> read(process, "status").stream()).toList();
        if (all.isEmpty()) {
            return OptionalLong.empty();
        }
        long own = all.stream().mapToLong(status -> kib(status, "RssAnon:")).sum();
        return OptionalLong.of((own + largest(all, "RssShmem:") + largest(all, "RssFile:")) / KIB_PER_MIB);
    }

    /** The processor time that the whole machine has used, or that was taken from it; empty where it cannot be told. */
    static Optional<Duration> machineCpu() {
        return read(PROC.resolve("stat"))
                .map(lines -> lines.getFirst().split(" +"))
                .map(fields ->
                        // cpu user nice system idle iowait irq softirq steal
                        ticks(fields, 1, 4).plus(ticks(fields, 6, 9)));
    }

    private static Duration ticks(String[] fields, int from, int to) {
        long ticks = 0;
        for (int field = from; field < to; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    private static long largest(List<List<String>> all, String key) {
        return all.stream().mapToLong(status -> kib(status, key)).max().orElse(0);
    }

    private static long kib(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip().split(" ", -1)[0])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    private static Stream<ProcessHandle> tree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static Optional<List<String>> read(ProcessHandle process, String file) {
        return read(PROC.resolve(Long.toString(process.pid())).resolve(file));
    }

    /** Empty where there is no such file: another system, or a process that has ended. */
    private static Optional<List<String>> read(Path file) {
        try {
            return Optional.of(Files.readAllLines(file)).filter(lines -> !lines.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
