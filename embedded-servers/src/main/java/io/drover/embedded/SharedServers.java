package io.drover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka and one PostgreSQL for all tests of a JVM: started when first asked for, stopped and removed when the JVM
 * ends. Not durable. Tests keep apart by topic names, and by databases or schemas.
 */
public final class SharedServers {

    private static final String PREFIX = "drover-servers-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-.*");

    private static @Nullable RunningServers servers;

    private SharedServers() {}

    public static synchronized RunningServers get() throws IOException {
        RunningServers running = servers;
        if (running == null) {
            removeAbandoned();
            Path directory =
                    Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            running = EmbeddedServers.start(ServerOptions.in(directory).withoutDurability());
            RunningServers stopping = running;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopping, directory), "stop shared servers"));
            servers = running;
        }
        return running;
    }

    private static void stop(RunningServers running, Path directory) {
        try {
            running.close();
            Trees.delete(directory);
        } catch (IOException e) {
            System.err.println("servers of " + directory + " were not removed: " + e.getMessage());
        }
    }

    /** What JVMs left that were killed: their PostgreSQL lives on. */
    private static void removeAbandoned() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> abandoned;
        try (Stream<Path> files = Files.list(temporary)) {
            abandoned = files.filter(SharedServers::isAbandoned).toList();
        }
        for (Path directory : abandoned) {
            Optional<Postmaster> left = Postmaster.of(directory.resolve("postgres/data"));
            if (left.isPresent()) {
                Processes.killTree(left.get().process());
            }
            Trees.delete(directory);
        }
    }

    private static boolean isAbandoned(Path directory) {
        Matcher name = NAME.matcher(directory.getFileName().toString());
        return name.matches()
                && Files.isWritable(directory)
                && ProcessHandle.of(Long.parseLong(name.group(1)))
                        .filter(Processes::runs)
                        .isEmpty();
    }
}
