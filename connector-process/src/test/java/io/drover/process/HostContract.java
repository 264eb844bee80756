package io.drover.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.drover.spi.ConnectorException;
import io.drover.spi.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program may rely on, on either kind of host. Its programs run on this machine in any case, so that the tests see them. */
abstract class HostContract extends ArgumentsContract {

    final List<String> record = new CopyOnWriteArrayList<>();
    final Evidence evidence = (what, detail) -> record.add(what + " " + detail);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    static ConnectorException failureOf(ThrowingCallable call) {
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void a_secret_is_in_the_environment_and_masked_in_what_is_kept() throws IOException {
        String secret = "it's $(a)\n\"secret\" grün";
        Program program = sh("printf %s \"$PGPASSWORD\"").withSecret("PGPASSWORD", secret);

        Ended kept = host().run(program);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        host().run(program, out -> out.transferTo(raw));

        assertThat(raw.toString(StandardCharsets.UTF_8)).isEqualTo(secret);
        assertThat(kept.out().text()).isEqualTo("[masked]");
        assertThat(record).isNotEmpty().noneMatch(line -> line.contains("secret\" grün"));
    }

    @Test
    void the_input_arrives_whole_behind_an_environment() throws IOException {
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        ByteArrayOutputStream back = new ByteArrayOutputStream();

        Ended ended = host().run(Program.of("cat").within(LONG).with("A", "b").in(bytes), out -> out.transferTo(back));

        assertThat(back.toByteArray()).isEqualTo(bytes);
        assertThat(ended.out().bytes()).isEqualTo(bytes.length);
    }

    @Test
    void a_program_without_an_input_meets_its_end_at_once() {
        assertThat(host().run(Program.of("cat").within(LONG)).ok()).isTrue();
    }

    @Test
    void a_program_need_not_take_its_input() {
        assertThat(host().run(sh("exit 0").in(new byte[8 << 20])).ok()).isTrue();
    }

    @Test
    void a_status_is_told_and_becomes_a_failure_with_the_last_words() {
        Ended ended = host().run(sh("echo fine; echo 'no such database' >&2; exit 3"));

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.out().text()).isEqualTo("fine\n");
        assertThat(ended.err().text()).isEqualTo("no such database\n");
        ConnectorException failure = failureOf(ended::orThrow);
        assertThat(failure.code()).isEqualTo("PROGRAM_FAILED");
        assertThat(failure).hasMessageContainingAll("sh -c", "status 3", "no such database");
    }

    @Test
    void a_program_that_is_streamed_and_fails_ends_its_output_with_the_failure() {
        AtomicReference<String> read = new AtomicReference<>("");

        ConnectorException failure = failureOf(() -> host().run(sh("echo half; echo broken >&2; exit 1"), out -> {
            read.set(new String(out.readNBytes(5), StandardCharsets.UTF_8));
            out.transferTo(new ByteArrayOutputStream());
            throw new AssertionError("the end was told as if all were well");
        }));

        assertThat(read.get()).isEqualTo("half\n");
        assertThat(failure.code()).isEqualTo("PROGRAM_FAILED");
        assertThat(failure).hasMessageContaining("broken");
    }

    @Test
    void a_signal_is_told() {
        Ended ended = host().run(sh("kill -KILL $$"));

        assertThat(ended.signal()).contains("KILL");
        assertThat(ended.status()).isEqualTo(137);
    }

    @Test
    void a_program_that_is_not_there_was_not_begun() {
        ConnectorException failure = failureOf(() -> host().run(Program.of("no-such-program", "x")));

        assertThat(failure.code()).isEqualTo("PROGRAM_NOT_FOUND");
        assertThat(failure).hasMessageContaining("no-such-program x");
    }

    @Test
    void a_program_that_ends_with_127_was_begun() {
        assertThat(host().run(sh("no-such-program")).status()).isEqualTo(127);
    }

    @Test
    void what_is_over_the_limit_is_said_and_not_cut_in_silence() {
        Ended ended = host().run(sh("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done")
                .keeping(1_000));

        assertThat(ended.out().text())
                .startsWith("line 0\n")
                .contains(" bytes are left out here]")
                .endsWith("line 19999\n");
        assertThat(ended.out().bytes()).isGreaterThan(200_000);
        assertThat(failureOf(() -> ended.out().whole()).code()).isEqualTo("OUTPUT_TOO_LONG");
    }

    @Test
    void bytes_that_are_no_utf8_do_not_stop_anything() throws IOException {
        Program program = sh("printf 'a\\377\\376\\200b'");
        ByteArrayOutputStream raw = new ByteArrayOutputStream();

        assertThat(host().run(program).out().text()).isEqualTo("a\uFFFD\uFFFD\uFFFDb");
        host().run(program, out -> out.transferTo(raw));
        assertThat(raw.toByteArray()).isEqualTo(new byte[] {'a', (byte) 0xff, (byte) 0xfe, (byte) 0x80, 'b'});
    }

    @Test
    void a_secret_that_comes_in_pieces_is_masked() {
        Ended ended = host().run(
                        sh("printf 'x hunter-'; sleep 0.3; printf 'and-gat'; sleep 0.3; printf 'herer y'; printf 'hunter-a' >&2")
                                .masking("hunter-and-gatherer"));

        assertThat(ended.out().text()).isEqualTo("x [masked] y");
        assertThat(ended.err().text()).isEqualTo("[masked]");
    }

    @Test
    void a_secret_is_no_argument() {
        ConnectorException failure = failureOf(() ->
                host().run(Program.of("echo", "--password=hunter-and-gatherer").masking("hunter-and-gatherer")));

        assertThat(failure.code()).isEqualTo("SECRET_IN_ARGUMENTS");
        assertThat(failure).hasMessageNotContaining("hunter");
        assertThat(record).isEmpty();
    }

    @Test
    void a_long_output_is_read_in_constant_memory() throws IOException {
        long size = 100L << 20;
        List<Long> used = new ArrayList<>();

        Ended ended = host().run(
                        Program.of("head", "-c", String.valueOf(size), "/dev/zero")
                                .within(LONG),
                        out -> {
                            byte[] buffer = new byte[1 << 20];
                            for (int i = 0; out.readNBytes(buffer, 0, buffer.length) == buffer.length; i++) {
                                if (i % 20 == 0) {
                                    System.gc();
                                    Runtime runtime = Runtime.getRuntime();
                                    used.add(runtime.totalMemory() - runtime.freeMemory());
                                }
                            }
                        });

        assertThat(ended.out().bytes()).isEqualTo(size);
        assertThat(used).hasSizeGreaterThan(4);
        assertThat(used.getLast() - used.getFirst()).isLessThan(24L << 20);
    }

    @Test
    void what_a_reader_leaves_is_read_and_counted() throws IOException {
        Ended ended =
                host().run(Program.of("head", "-c", "5000000", "/dev/zero").within(LONG), InputStream::read);

        assertThat(ended.out().bytes()).isEqualTo(5_000_000);
    }

    @Test
    void a_reader_that_fails_ends_the_program() {
        AtomicLong pid = new AtomicLong();

        assertThatThrownBy(() -> host().run(sh("echo $$; exec sleep 300"), out -> {
                    pid.set(pid(out));
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");

        ended(pid.get());
    }

    @Test
    void an_input_that_breaks_off_is_not_taken_for_a_whole_one() {
        Path done = folder.resolve("done");

        ConnectorException failure = failureOf(() -> host().run(
                        sh("cat > /dev/null && touch \"$1\"", done.toString()).in(() -> new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the file is not what was left");
                            }

                            @Override
                            public int read(byte[] bytes, int from, int length) throws IOException {
                                return read();
                            }
                        })));

        assertThat(failure.code()).isEqualTo("INPUT_BROKEN");
        assertThat(done).doesNotExist();
    }

    @Test
    void a_program_is_ended_at_its_time_with_its_last_words() throws IOException {
        AtomicLong pid = new AtomicLong();

        ConnectorException failure = failureOf(() -> host().run(
                        sh("echo $$; echo waiting for hunter-'and-gatherer' >&2; exec sleep 300")
                                .masking("hunter-and-gatherer")
                                .within(Duration.ofSeconds(1)),
                        out -> {
                            pid.set(pid(out));
                            out.read();
                        }));

        assertThat(failure.code()).isEqualTo("PROGRAM_TIMED_OUT");
        assertThat(failure)
                .hasMessageContainingAll("sh -c", "within 1.0 s", "waiting for [masked]", "It does not run any more.");
        assertThat(record.getLast()).startsWith("process.failed").contains("PROGRAM_TIMED_OUT");
        ended(pid.get());
    }

    @Test
    void an_interrupted_thread_ends_its_program() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicLong pid = new AtomicLong();
        AtomicBoolean flag = new AtomicBoolean();
        Thread batch = Thread.ofVirtual().start(() -> {
            try {
                host().run(sh("echo $$; echo begun >&2; exec sleep 300"), out -> {
                    pid.set(pid(out));
                    out.read();
                });
            } catch (Throwable e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        await().until(() -> pid.get() != 0);

        batch.interrupt();
        batch.join();

        assertThat(thrown.get()).isInstanceOfSatisfying(ConnectorException.class, failure -> {
            assertThat(failure.code()).isEqualTo("INTERRUPTED");
            assertThat(failure).hasMessageContainingAll("sh -c", "begun");
        });
        assertThat(flag).isTrue();
        ended(pid.get());
    }

    @Test
    void two_programs_run_at_once() throws Exception {
        String pipe = folder.resolve("pipe").toString();
        host().run(Program.of("mkfifo", pipe)).orThrow();
        AtomicBoolean written = new AtomicBoolean();

        // Each waits for the other to open the pipe.
        Thread other = Thread.ofVirtual()
                .start(() ->
                        written.set(host().run(sh("echo hello > \"$1\"", pipe)).ok()));
        Ended reader = host().run(sh("cat \"$1\"", pipe));
        other.join();

        assertThat(reader.out().whole()).isEqualTo("hello\n");
        assertThat(written).isTrue();
    }

    @Test
    void each_run_is_entered_before_it_begins_and_when_it_ended() throws IOException {
        Path made = folder.resolve("made");
        List<Boolean> there = new ArrayList<>();
        Evidence looking = (what, detail) -> {
            evidence.add(what, detail);
            there.add(Files.exists(made));
        };

        try (Host host = host(looking)) {
            host.run(sh("echo made; touch \"$1\"", made.toString()).with("A", "b"));
        }

        assertThat(there).containsExactly(false, true);
        assertThat(record.getFirst()).startsWith("process.begin").contains("touch", made.toString(), "environment=A");
        assertThat(record.getLast()).startsWith("process.end").contains("status=0", "out=made");
    }

    abstract Host host(Evidence evidence);

    static long pid(InputStream out) throws IOException {
        StringBuilder digits = new StringBuilder();
        for (int c = out.read(); c != '\n'; c = out.read()) {
            digits.append((char) c);
        }
        return Long.parseLong(digits.toString());
    }

    static void ended(long pid) {
        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
}
