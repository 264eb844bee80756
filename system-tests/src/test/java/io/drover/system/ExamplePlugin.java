package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.io.IOUtils;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The example of docs/write-a-connector.md, compiled and packed outside of Drover's build, with the libraries that it brings along. */
final class ExamplePlugin {

    private static final Path PROJECT = Program.file("examples/connector-and-path");

    private ExamplePlugin() {}

    /** @return the directory in which its jars are */
    static Path in(Path directory) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        compile("src/main/java", classes, "");
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plugins.resolve("csv-to-qtest.jar")))) {
            add(jar, classes);
            add(jar, PROJECT.resolve("src/main/resources"));
        }
        for (Class<?> library : List.of(CSVFormat.class, IOUtils.class)) {
            Path jar = jarOf(library);
            Files.copy(jar, plugins.resolve(jar.getFileName()));
        }
        return plugins;
    }

    static Path sample(String file) {
        return PROJECT.resolve("sample").resolve(file);
    }

    /** Runs the tests that the example has of its own, with the plug-in that {@link #in} packed there. */
    static TestExecutionSummary test(Path directory) throws IOException {
        Path plugin = directory.resolve("plugins").resolve("csv-to-qtest.jar");
        Path classes = Files.createDirectories(directory.resolve("test-classes"));
        compile("src/test/java", classes, File.pathSeparator + plugin);
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {plugin.toUri().toURL(), classes.toUri().toURL()}, ExamplePlugin.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            LauncherDiscoveryRequest all = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(classes)))
                    .build();
            LauncherFactory.create().execute(all, summary);
        } finally {
            thread.setContextClassLoader(before);
        }
        return summary.getSummary();
    }

    private static void compile(String folder, Path classes, String more) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(PROJECT.resolve(folder))) {
            List<Path> java =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-d", classes.toString(), "-cp", System.getProperty("java.class.path") + more, "-proc:none");
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private static void add(JarOutputStream jar, Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new ZipEntry(tree.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    private static Path jarOf(Class<?> library) {
        try {
            return Path.of(
                    library.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
