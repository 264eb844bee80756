package io.drover.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.system.guarded.GuardedPath;
import io.drover.system.guarded.GuardedQTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Packs the tests' plug-in as a stranger would: a connector and a path, the services entries, and the recipe beside the path. */
final class PluginJar {

    static final String RECIPE = "zephyr-scale-to-guarded-qtest";

    private PluginJar() {}

    /** @return the directory in which it is */
    static Path in(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (OutputStream file = Files.newOutputStream(directory.resolve("guarded-qtest.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            String folder = GuardedQTest.class.getPackageName().replace('.', '/');
            try (Stream<Path> classes = Files.list(Program.file("system-tests/target/test-classes/" + folder))) {
                for (Path each : classes.sorted().toList()) {
                    add(jar, folder + "/" + each.getFileName(), Files.readAllBytes(each));
                }
            }
            add(jar, "META-INF/services/io.drover.spi.Connector", text(List.of(GuardedQTest.class.getName())));
            add(jar, "META-INF/services/io.drover.mapping.Path", text(List.of(GuardedPath.class.getName())));
            try (InputStream recipe = PluginJar.class.getResourceAsStream("/guarded-qtest/" + RECIPE + ".yaml")) {
                add(jar, folder + "/recipe.yaml", Objects.requireNonNull(recipe).readAllBytes());
            }
        }
        return directory;
    }

    /** A definition that goes the plug-in's way. */
    static ObjectNode migration(Api api, RunningSandbox sandbox, Control control, String name) {
        ObjectNode migration = Migrations.askingLittle(Migrations.define(api, sandbox, name, Migrations.GENERATED));
        migration.put("recipe", RECIPE);
        ObjectNode target = migration.withObject("/target").put("connector", "guarded-qtest");
        target.withObject("/settings").put("control", control.url());
        return migration;
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
