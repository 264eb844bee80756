package io.drover.connectors.agola.convert;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How fast a large export is converted, in how much memory: {@code ConversionBenchmark runservice|configstore MEGABYTES}. The
 * conversion runs in a Java of its own with a heap of 32 MB and one processor. Not a test: figures depend on the machine.
 */
public final class ConversionBenchmark {

    private static final long MB = 1_000_000;

    private ConversionBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Service service = Service.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        if (arguments.length == 3) {
            convert(service, Path.of(arguments[2]));
            return;
        }
        Path export = Files.createTempFile("agola-benchmark-", ".export");
        try {
            generate(service, Long.parseLong(arguments[1]) * MB, export);
            List<String> command = Stream.of(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx32m",
                            "-XX:+UseSerialGC",
                            "-XX:ActiveProcessorCount=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ConversionBenchmark.class.getName(),
                            arguments[0],
                            "convert",
                            export.toString())
                    .toList();
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("The conversion ended with " + exit);
            }
        } finally {
            Files.delete(export);
        }
    }

    private static void generate(Service service, long bytes, Path export) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(export), 1 << 20)) {
            switch (service) {
                case RUNSERVICE -> GeneratedExport.runService(1, (int) (bytes / 17_200), out);
                case CONFIGSTORE -> GeneratedExport.configStore(1, (int) (bytes / 3_400), out);
            }
        }
    }

    private static void convert(Service service, Path export) throws IOException, ConversionException {
        long start = System.nanoTime();
        Path target = export.resolveSibling(export.getFileName() + ".converted");
        ConversionBooks summary;
        long[] findings = {0};
        try (InputStream in = Files.newInputStream(export)) {
            summary = new Converter(service, Instant.EPOCH, Nul.REFUSE, finding -> findings[0]++).toFile(in, target);
        } finally {
            Files.deleteIfExists(target);
        }
        double wall = (System.nanoTime() - start) / 1e9;
        double cpu =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
        long collections = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%s: %d MB in, %d MB out, %.1f s wall, %.1f s CPU of the whole process, %.0f MB/s, %.0f MB per CPU second, gc %d ms, largest heap %d MB, %d findings%n",
                service.word(),
                summary.bytesIn() / MB,
                summary.bytesOut() / MB,
                wall,
                cpu,
                summary.bytesIn() / 1e6 / wall,
                summary.bytesIn() / 1e6 / cpu,
                collections,
                Runtime.getRuntime().maxMemory() / MB,
                findings[0]);
        System.out.println(summary);
    }
}
