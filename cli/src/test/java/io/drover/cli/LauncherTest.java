package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher itself in a made-up checkout, with made-up JDKs and a made-up Maven. */
class LauncherTest {

    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >>builds.txt
            mkdir -p cli/target && echo jar >cli/target/cli.jar
            """;

    private final Path root;
    private final Path checkout;
    private final Map<String, String> environment = new HashMap<>();

    private record Outcome(int code, String out, String err) {}

    LauncherTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.checkout = Files.createDirectories(root.resolve("a checkout"));
        Files.copy(Path.of("..", "drover"), checkout.resolve("drover"));
        Files.createDirectories(checkout.resolve("cli/src/main"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        script(checkout.resolve("mvnw"), MAVEN);
        Files.createDirectories(root.resolve("jvms"));
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("DROVER_JDK_FOLDERS", root.resolve("jvms").toString());
    }

    @Test
    void the_newest_jdk_is_taken() throws Exception {
        jdk("jvms/java-17", "17.0.9");
        jdk("jvms/temurin 25", "25.0.1");
        jdk("jvms/java-21", "21.0.2");

        assertThat(drover("jdk").out()).isEqualTo(root.resolve("jvms/temurin 25") + "\n");
    }

    @Test
    void java_home_wins_where_it_is_new_enough() throws Exception {
        jdk("jvms/25", "25.0.1");
        environment.put("JAVA_HOME", jdk("mine", "21").toString());
        assertThat(drover("jdk").out()).isEqualTo(root.resolve("mine") + "\n");

        environment.put("JAVA_HOME", jdk("old", "1.8.0_392").toString());
        assertThat(drover("jdk").out()).isEqualTo(root.resolve("jvms/25") + "\n");
    }

    @Test
    void the_jdk_behind_a_link_on_the_path_is_found() throws Exception {
        Path jdk = jdk("elsewhere/jdk-26", "26-ea");
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
        environment.put("PATH", bin + ":/usr/bin:/bin");

        assertThat(drover("jdk").out()).isEqualTo(jdk + "\n");
    }

    @Test
    void a_mac_layout_and_a_jdk_without_a_release_file_are_found() throws Exception {
        Path jdk = jdk("jvms/temurin-24.jdk/Contents/Home", "24.0.1");
        Files.delete(jdk.resolve("release"));

        assertThat(drover("jdk").out()).isEqualTo(jdk + "\n");
    }

    @Test
    void a_jre_is_not_enough() throws Exception {
        Files.delete(jdk("jvms/25-jre", "25").resolve("bin/javac"));
        jdk("jvms/21", "21");

        assertThat(drover("jdk").out()).isEqualTo(root.resolve("jvms/21") + "\n");
    }

    @Test
    void without_a_jdk_it_says_what_to_install() throws Exception {
        jdk("jvms/java-20", "20.0.1");

        Outcome outcome = drover("status");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("no JDK 21 or newer was found")
                .contains("The newest JDK there is 20")
                .contains("apt-get install", "brew install", "adoptium.net");
    }

    @Test
    void what_is_missing_or_older_than_its_sources_is_built_and_nothing_else() throws Exception {
        jdk("jvms/25", "25");

        Outcome first = drover("status", "e 1");
        assertThat(first.err()).contains("Building Drover with JDK 25").contains(".drover/log/build.log");
        assertThat(first.out()).contains("cli.jar status e 1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(checkout.resolve(".drover"))))
                .as("records, logs and tokens stand below it")
                .isEqualTo("rwx------");
        assertThat(drover("status").err()).isEmpty();
        assertThat(builds()).hasSize(1).first().asString().contains("package -pl cli -am -DskipTests");

        Path source = Files.writeString(checkout.resolve("cli/src/main/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        drover("status");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void a_release_builds_nothing_and_says_what_needs_a_checkout() throws Exception {
        jdk("jvms/25", "25");
        Files.delete(checkout.resolve("pom.xml"));
        Files.createDirectories(checkout.resolve("cli/target"));
        Files.writeString(checkout.resolve("cli/target/cli.jar"), "jar");

        assertThat(drover("run", "e 1").out()).contains("cli.jar run e 1");
        assertThat(checkout.resolve("builds.txt")).doesNotExist();
        assertThat(drover("test").code()).isEqualTo(2);
        assertThat(drover("bench").err()).contains("bench needs a checkout");
    }

    @Test
    void a_build_that_fails_is_told_with_its_errors_and_its_log() throws Exception {
        jdk("jvms/25", "25");
        script(checkout.resolve("mvnw"), "#!/bin/sh\necho '[INFO] fine'\necho '[ERROR] it broke'\nexit 1\n");

        Outcome outcome = drover("status");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("[ERROR] it broke")
                .contains("The whole log is")
                .doesNotContain("fine");
        assertThat(checkout.resolve(".drover/build/lock")).doesNotExist();
    }

    @Test
    void the_lock_of_a_build_that_was_killed_does_not_hold_up_the_next() throws Exception {
        jdk("jvms/25", "25");
        Files.createDirectories(checkout.resolve(".drover/build/lock"));
        Files.writeString(checkout.resolve(".drover/build/lock/pid"), "999999999\n");

        assertThat(drover("status").code()).isZero();
    }

    @Test
    void nothing_is_built_under_servers_that_run() throws Exception {
        jdk("jvms/25", "25");
        Files.createDirectories(checkout.resolve(".drover/run"));
        Path pid = checkout.resolve(".drover/run/standalone.json");
        Files.writeString(pid, "{\"pid\":" + ProcessHandle.current().pid() + ",\"port\":8470}");

        assertThat(drover("up").err()).contains("Not building: Drover runs");
        assertThat(checkout.resolve("builds.txt")).doesNotExist();

        Files.writeString(pid, "{\"pid\":999999999,\"port\":8470}");
        drover("up");
        assertThat(builds()).first().asString().contains("-pl cli,embedded-servers,sandbox,standalone");
    }

    @Test
    void help_builds_nothing_where_the_program_is_there() throws Exception {
        jdk("jvms/25", "25");
        tools();
        for (String program : List.of(
                "sandbox/target/sandbox.jar",
                "benchmarks/target/benchmarks.jar",
                "connectors/acme/target/acme-convert.jar")) {
            Files.createDirectories(checkout.resolve(program).getParent());
            Files.writeString(checkout.resolve(program), "jar");
        }

        assertThat(drover("sandbox", "--help").out()).contains("sandbox.jar --help");
        assertThat(drover("bench", "-h").out()).contains("benchmarks.jar -h");
        assertThat(drover("acme", "convert", "--help").out()).contains("acme-convert.jar --help");
        assertThat(checkout.resolve("builds.txt")).doesNotExist();

        Outcome acme = drover("acme", "--help");
        assertThat(acme.code()).isZero();
        assertThat(acme.out()).contains("cli.jar acme --help");
    }

    @Test
    void a_tool_that_a_connector_does_not_bring_is_told_with_those_that_it_brings() throws Exception {
        jdk("jvms/25", "25");
        tools();

        Outcome outcome = drover("acme", "con.*");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("./drover acme convert  turns one into another");
        assertThat(drover("acme").code()).isEqualTo(2);
        assertThat(checkout.resolve("builds.txt")).doesNotExist();
    }

    @Test
    void a_list_of_demos_needs_the_client_only() throws Exception {
        jdk("jvms/25", "25");

        assertThat(drover("demo", "--list").out()).contains("cli.jar demo --list");

        assertThat(builds()).first().asString().contains("package -pl cli -am");
    }

    @Test
    void what_the_product_contains_is_not_built_again() throws Exception {
        jdk("jvms/25", "25");
        tools();
        script(checkout.resolve("mvnw"), """
                #!/bin/sh
                echo "$*" >>builds.txt
                for jar in cli/target/cli.jar embedded-servers/target/embedded-servers.jar sandbox/target/sandbox.jar \
                  standalone/target/quarkus-app/quarkus-run.jar connectors/acme/target/acme-convert.jar
                do mkdir -p "$(dirname $jar)" && echo jar >$jar; done
                """);

        drover("up");
        assertThat(drover("sandbox").out()).contains("sandbox.jar");
        assertThat(drover("acme", "convert").out()).contains("acme-convert.jar");

        assertThat(builds()).hasSize(1);
    }

    @Test
    void a_build_without_a_terminal_says_how_far_it_is() throws Exception {
        jdk("jvms/25", "25");
        script(checkout.resolve("mvnw"), """
                #!/bin/sh
                echo '[INFO] Building Drover: contracts 0.1.0                  [2/19]'
                until [ -e go ]; do sleep 0.1; done
                mkdir -p cli/target && echo jar >cli/target/cli.jar
                """);
        Thread goOn = Thread.ofVirtual().start(() -> {
            Path told = checkout.resolve("told.txt");
            Awaitility.await()
                    .until(() -> Files.exists(told) && Files.readString(told).contains("2/19"));
            createFile(checkout.resolve("go"));
        });

        Outcome outcome = run(
                root,
                "sh",
                "-c",
                "'" + checkout.resolve("drover") + "' status 2>'" + checkout.resolve("told.txt") + "'");

        goOn.join();
        assertThat(outcome.code()).isZero();
        assertThat(Files.readString(checkout.resolve("told.txt"))).contains("  2/19  Drover: contracts\n");
    }

    @Test
    void test_adds_up_the_reports_of_this_run_and_answers_the_builds_code() throws Exception {
        jdk("jvms/25", "25");
        report("old", 99, 0, 0, 0);
        Files.setLastModifiedTime(
                checkout.resolve("old/target/surefire-reports/TEST-old.xml"), FileTime.from(Instant.EPOCH));
        script(
                checkout.resolve("mvnw"),
                "#!/bin/sh\necho \"$*\"\ntouch -d '+1 minute' */target/surefire-reports/TEST-new*\nexit 7\n");
        report("new one", 10, 1, 2, 3);
        report("new-two", 5, 0, 0, 0);

        Outcome outcome = drover("test", "-pl", "cli", "-Dtest.seed=7");

        assertThat(outcome.code()).isEqualTo(7);
        assertThat(outcome.out().lines())
                .containsExactly("-B -ntp -fae -T2 verify -pl cli -Dtest.seed=7", "9 passed, 3 failed, 3 skipped");
        assertThat(outcome.err()).contains("The same order again: ./drover test -Dtest.seed=7");
        assertThat(drover("test").err()).containsPattern("./drover test -Dtest.seed=\\d+");
    }

    @Test
    void quick_runs_the_tests_of_one_module_alone() throws Exception {
        jdk("jvms/25", "25");
        script(checkout.resolve("mvnw"), "#!/bin/sh\necho \"$*\"\n");
        Path tests = Files.createDirectories(checkout.resolve("connectors/x/src/test/java/io/drover/x"));
        Files.createFile(tests.resolve("OneTest.java"));
        Files.createFile(tests.resolve("NoTestOfIts.java"));
        Files.createFile(Files.createDirectories(tests.resolve("y")).resolve("OtherTest.java"));

        assertThat(drover("test", "--quick", "connectors/x")
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .startsWith("-B -ntp -q -T2 test -pl connectors/x -am -Dsurefire.failIfNoSpecifiedTests=false")
                .satisfies(
                        line -> assertThat(line.replaceFirst(".* -Dtest=", "").split(","))
                                .containsExactlyInAnyOrder("io.drover.x.OneTest", "io.drover.x.y.OtherTest"));
        assertThat(drover("test", "--quick", "connectors/x", "-Dtest=OneTest").out())
                .contains(" -Dtest=OneTest\n", "0 passed");
        Outcome unknown = drover("test", "--quick", "conectors/x");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("./drover test --quick MODULE");
    }

    @Test
    void it_works_from_any_folder_and_through_a_link() throws Exception {
        jdk("jvms/25", "25");
        Path link = Files.createSymbolicLink(root.resolve("linked"), checkout.resolve("drover"));

        Outcome outcome = run(root, link.toString(), "status");

        assertThat(outcome.out()).contains("-Ddrover.home=" + checkout.toRealPath());
    }

    private Outcome drover(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = checkout.resolve("drover").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return run(root, command);
    }

    private Outcome run(Path folder, String... command) throws Exception {
        Path out = Files.createTempFile(root, "out", "");
        Path err = Files.createTempFile(root, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** A connector that brings a program of its own. */
    private void tools() throws IOException {
        Path tools = checkout.resolve("connectors/acme/tools");
        Files.createDirectories(tools.getParent());
        Files.writeString(tools, "convert  turns one into another\n");
    }

    private static void createFile(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path jdk(String path, String version) throws IOException {
        Path jdk = root.resolve(path);
        script(
                jdk.resolve("bin/java"),
                "#!/bin/sh\nif [ \"$1\" = -version ]; then echo 'openjdk version \"" + version
                        + "\" 2025-01-01' >&2; else echo \"$@\"; fi\n");
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private void report(String module, int tests, int failures, int errors, int skipped) throws IOException {
        Path folder = Files.createDirectories(checkout.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(folder.resolve("TEST-" + module.replace(' ', '-') + ".xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite xmlns:xsi="x" version="3.0.2" name="io.drover.X" time="0.5" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <properties><property name="tests" value="1"/></properties>
                  <testcase name="a &lt;testsuite tests=&quot;5&quot;"><system-out><![CDATA[<testsuite tests="1000"></testsuite>]]></system-out></testcase>
                </testsuite>
                """.formatted(
                        tests, errors, skipped, failures));
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(checkout.resolve("builds.txt"), StandardCharsets.UTF_8);
    }

    private static void script(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
