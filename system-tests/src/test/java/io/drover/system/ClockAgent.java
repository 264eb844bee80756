package io.drover.system;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Date;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A host whose clock is wrong, for one JVM: whoever in it asks for the time of day, the JDK's own classes, libraries and Drover
 * alike, gets it wrong by the same amount. What measures durations (nanoTime) goes on as it should.
 */
public final class ClockAgent implements ClassFileTransformer {

    private static final String ENTRY = ClockAgent.class.getName().replace('.', '/');

    private final long offsetSeconds;

    private ClockAgent(long offsetSeconds) {
        this.offsetSeconds = offsetSeconds;
    }

    /** @param seconds by which the clock is ahead */
    public static void premain(String seconds, Instrumentation jvm)
            throws ClassNotFoundException, UnmodifiableClassException {
        jvm.addTransformer(new ClockAgent(Long.parseLong(seconds)), true);
        jvm.retransformClasses(java.time.Clock.class, Class.forName("java.time.Clock$SystemClock"), Date.class);
    }

    /** @return what to give a JVM in {@code JAVA_TOOL_OPTIONS} */
    static String option(Path directory, long seconds) throws IOException {
        Path jar = directory.resolve("clock-agent.jar");
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", ClockAgent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue(
                "Class-Path",
                ClassReader.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String name : new String[] {ENTRY, ENTRY + "$Shift", ENTRY + "$Shift$1"}) {
                out.putNextEntry(new JarEntry(name + ".class"));
                try (var in = ClockAgent.class.getResourceAsStream("/" + name + ".class")) {
                    in.transferTo(out);
                }
            }
        }
        return "-javaagent:" + jar + "=" + seconds;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        String constants = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!constants.contains("currentTimeMillis") && !constants.contains("getNanoTimeAdjustment")) {
            return null;
        }
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Shift(writer, offsetSeconds), 0);
        return writer.toByteArray();
    }

    /** Adds the offset to what the two sources of the time of day answer. */
    static final class Shift extends ClassVisitor {

        private final long offsetSeconds;

        Shift(ClassVisitor next, long offsetSeconds) {
            super(Opcodes.ASM9, next);
            this.offsetSeconds = offsetSeconds;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String called, String descriptor, boolean isInterface) {
                    super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
                    if (owner.equals("java/lang/System") && called.equals("currentTimeMillis")) {
                        add(offsetSeconds * 1_000);
                    } else if (called.equals("getNanoTimeAdjustment")) {
                        add(offsetSeconds * 1_000_000_000);
                    }
                }

                private void add(long offset) {
                    super.visitLdcInsn(offset);
                    super.visitInsn(Opcodes.LADD);
                }
            };
        }
    }
}
