package io.drover.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.mapping.Path;
import io.drover.sandbox.RunningSandbox;
import io.drover.spi.Connector;
import io.drover.system.guarded.GuardedPath;
import io.drover.system.guarded.GuardedQTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Packs plug-ins of the tests as a stranger would: connectors and paths, the services entries, and the recipe beside the path. */
final class PluginJar {

    static final String RECIPE = "zephyr-scale-to-guarded-qtest";

    private PluginJar() {}

    /** @return the directory in which it is */
    static java.nio.file.Path in(java.nio.file.Path directory) throws IOException {
        try (InputStream recipe = PluginJar.class.getResourceAsStream("/guarded-qtest/" + RECIPE + ".yaml")) {
            pack(
                    directory,
                    "guarded-qtest.jar",
                    List.of(GuardedQTest.class),
                    List.of(GuardedPath.class),
                    Map.of("recipe.yaml", Objects.requireNonNull(recipe).readAllBytes()));
        }
        return directory;
    }

    /**
     * Packs the package of the first connector.
     *
     * @param more files beside the classes
     */
    static java.nio.file.Path pack(
            java.nio.file.Path directory,
            String name,
            List<Class<? extends Connector>> connectors,
            List<Class<? extends Path>> paths,
            Map<String, byte[]> more)
            throws IOException {
        Files.createDirectories(directory);
        java.nio.file.Path packed = directory.resolve(name);
        String folder = connectors.getFirst().getPackageName().replace('.', '/');
        try (OutputStream file = Files.newOutputStream(packed);
                JarOutputStream jar = new JarOutputStream(file);
                Stream<java.nio.file.Path> classes =
                        Files.list(Program.file("system-tests/target/test-classes/" + folder))) {
            for (java.nio.file.Path each : classes.sorted().toList()) {
                add(jar, folder + "/" + each.getFileName(), Files.readAllBytes(each));
            }
            add(jar, "META-INF/services/" + Connector.class.getName(), names(connectors));
            add(jar, "META-INF/services/" + Path.class.getName(), names(paths));
            for (Map.Entry<String, byte[]> each : more.entrySet()) {
                add(jar, folder + "/" + each.getKey(), each.getValue());
            }
        }
        return packed;
    }

    /** A definition that goes the plug-in's way. */
    static ObjectNode migration(Api api, RunningSandbox sandbox, Control control, String name) {
        ObjectNode migration = Migrations.askingLittle(Migrations.define(api, sandbox, name, Migrations.GENERATED));
        migration.put("recipe", RECIPE);
        ObjectNode target = migration.withObject("/target").put("connector", "guarded-qtest");
        target.withObject("/settings").put("control", control.url());
        Migrations.storeAgain(api, sandbox, migration);
        return migration;
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static byte[] names(List<? extends Class<?>> types) {
        return (String.join("\n", types.stream().map(Class::getName).toList()) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
