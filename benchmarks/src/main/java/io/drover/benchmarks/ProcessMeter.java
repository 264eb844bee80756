package io.drover.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Measures processes from when it is made until it is read. */
final class ProcessMeter {

    static final String POSTGRESQL = "postgresql";

    private final Map<String, ProcessHandle> processes;
    private final Map<String, Duration> cpuBefore;
    private final Optional<Duration> machineBefore;
    private final long began;
    private long postgresMiB;

    ProcessMeter(Map<String, ProcessHandle> processes) {
        this.processes = processes;
        this.cpuBefore = cpu();
        this.machineBefore = Kernel.machineCpu();
        this.began = System.nanoTime();
    }

    /**
     * @param cpu per process
     * @param peakMiB of resident memory since each process was started, where the system tells
     * @param othersPercent of the machine's processor time that went to none of these; -1 where the system does not tell
     */
    record Reading(Map<String, Duration> cpu, Map<String, OptionalLong> peakMiB, int othersPercent) {

        Duration totalCpu() {
            return cpu.values().stream().reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** To be called now and then: PostgreSQL's processes come and go, and the system keeps no common peak of theirs. */
    void sample() {
        ProcessHandle postmaster = processes.get(POSTGRESQL);
        if (postmaster != null) {
            postgresMiB = Math.max(postgresMiB, Kernel.treeMiB(postmaster).orElse(0));
        }
    }

    Reading read() {
        Map<String, Duration> used = cpu();
        Optional<Duration> machine = Kernel.machineCpu();
        Duration wall = Duration.ofNanos(System.nanoTime() - began);
        sample();
        used.replaceAll((name, cpu) -> cpu.minus(cpuBefore.getOrDefault(name, Duration.ZERO)));
        Duration ours = used.values().stream().reduce(Duration.ZERO, Duration::plus);
        int others = machineBefore
                .flatMap(before -> machine.map(after -> after.minus(before).minus(ours)))
                .map(duration -> percent(duration, wall))
                .orElse(-1);
        return new Reading(used, peaks(), others);
    }

    private Map<String, Duration> cpu() {
        Map<String, Duration> all = new LinkedHashMap<>();
        processes.forEach((name, process) -> all.put(name, Kernel.cpu(process)));
        return all;
    }

    private Map<String, OptionalLong> peaks() {
        Map<String, OptionalLong> all = new LinkedHashMap<>();
        processes.forEach((name, process) -> all.put(
                name,
                !name.equals(POSTGRESQL)
                        ? Kernel.peakMiB(process)
                        : postgresMiB == 0 ? OptionalLong.empty() : OptionalLong.of(postgresMiB)));
        return all;
    }

    private static int percent(Duration used, Duration wall) {
        double available = wall.toMillis() * (double) Runtime.getRuntime().availableProcessors();
        return (int) Math.clamp(Math.round(100.0 * used.toMillis() / available), 0, 100);
    }
}
