package io.drover.system;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The classes of a program as its first start since it was packaged left them, in a file for the JVM's class data sharing. Later
 * starts map them instead of reading and checking each; the JVM itself compares them with what is packaged, and reads the others.
 */
final class SharedClasses {

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    private final Path jar;
    private final Path file;

    /** @param jar of the program, in its folder of all that it needs */
    SharedClasses(Path jar) {
        this.jar = jar;
        this.file =
                jar.resolveSibling("../classes-" + Runtime.version() + ".jsa").normalize();
    }

    private boolean exists() {
        return file.toFile().lastModified() > jar.toFile().lastModified(); // 0 where there is none
    }

    /** Options of a JVM that is to start the program. */
    List<String> options() {
        return List.of(exists() ? "-XX:SharedArchiveFile=" + file : "-XX:+RecordDynamicDumpInfo");
    }

    /** Makes it of a process that has started, unless there is one or another JVM of tests is at it. */
    void leave(Process started) {
        if (exists()) {
            return;
        }
        try (FileChannel channel =
                        FileChannel.open(Path.of(file + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && !exists()) {
                dump(started);
            }
        } catch (IOException e) {
            // A JRE has no jcmd. Without the file a start takes longer, and is no other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void dump(Process started) throws IOException, InterruptedException {
        Path aside = Path.of(file + ".new");
        Files.deleteIfExists(aside);
        Process dump = new ProcessBuilder(
                        JCMD, String.valueOf(started.pid()), "VM.cds", "dynamic_dump", aside.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (dump.waitFor(1, TimeUnit.MINUTES) && Files.exists(aside)) {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
