package io.drover.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program to run. Its arguments reach it as they stand: no shell reads them on this host, and over SSH they are quoted.
 *
 * <p>Every user of a host sees the arguments of its programs. So a secret goes into the environment ({@link #withSecret}) or into
 * the standard input, and an argument that holds one is refused.
 *
 * @param command the program, then its arguments
 * @param environment what is added to the environment; over SSH it goes ahead of the standard input and not into a command line
 * @param secrets values that are masked in all that is kept of the run
 * @param input what it reads from standard input; it is opened when the program has begun, and closed
 * @param timeout for the whole run; then the program is ended
 * @param keep how many bytes of each of its outputs are kept; its last words are kept in any case
 */
public record Program(
        List<String> command,
        Map<String, String> environment,
        Set<String> secrets,
        Input input,
        Duration timeout,
        int keep) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);
    public static final int DEFAULT_KEEP = 1 << 20;

    private static final int LONGEST_NAME = 200;

    /** Where the standard input comes from. What it throws ends the program, which never takes half an input for a whole one. */
    @FunctionalInterface
    public interface Input {

        Input NONE = InputStream::nullInputStream;

        InputStream open() throws IOException;
    }

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        secrets = secrets.stream().filter(secret -> !secret.isEmpty()).collect(Collectors.toUnmodifiableSet());
        if (command.isEmpty()
                || command.getFirst().isEmpty()
                || command.getFirst().startsWith("-")) {
            throw new IllegalArgumentException("a program has a name, which begins with no hyphen");
        }
        Stream.of(command.stream(), environment.values().stream())
                .flatMap(texts -> texts)
                .forEach(text -> {
                    if (text.indexOf('\0') >= 0
                            || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                        throw new IllegalArgumentException(
                                "neither U+0000 nor half a surrogate pair can be given to a program");
                    }
                });
        environment.keySet().forEach(name -> {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException("\"" + name + "\" is no name in an environment");
            }
        });
    }

    public static Program of(String program, String... arguments) {
        return new Program(
                Stream.concat(Stream.of(program), Stream.of(arguments)).toList(),
                Map.of(),
                Set.of(),
                Input.NONE,
                DEFAULT_TIMEOUT,
                DEFAULT_KEEP);
    }

    /** Adds a variable to the environment. */
    public Program with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Program(command, more, secrets, input, timeout, keep);
    }

    /** Adds a variable to the environment whose value is a secret. */
    public Program withSecret(String name, String value) {
        return with(name, value).masking(value);
    }

    /** Masks a value in all that is kept of the run, for example one that goes into the standard input. */
    public Program masking(String secret) {
        Set<String> more = new HashSet<>(secrets);
        more.add(secret);
        return new Program(command, environment, more, input, timeout, keep);
    }

    public Program in(Input from) {
        return new Program(command, environment, secrets, from, timeout, keep);
    }

    public Program in(byte[] bytes) {
        return in(() -> new ByteArrayInputStream(bytes));
    }

    public Program within(Duration longest) {
        return new Program(command, environment, secrets, input, longest, keep);
    }

    public Program keeping(int bytes) {
        return new Program(command, environment, secrets, input, timeout, bytes);
    }

    /** The command as a person would type it, shortened, without secrets. */
    @Override
    public String toString() {
        String line = new OutputMasks(secrets).of(commandLine());
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
    }

    /** The whole command as a person would type it. */
    String commandLine() {
        return command.stream()
                .map(word -> word.matches("[\\w@%+=:,./-]+") ? word : Shell.quote(word))
                .collect(Collectors.joining(" "));
    }
}
