package io.drover.cli.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the secrets that a file refers to. Errors say where a secret was looked for, never what was found. */
final class SecretReader {

    private final Checked file;
    private final Variables variables;
    private final Map<String, String> values = new LinkedHashMap<>();

    SecretReader(Checked file, Variables variables) {
        this.file = file;
        this.variables = variables;
    }

    /** The values that the server is to be given, by the names under which it will hold them. */
    Map<String, String> values() {
        return values;
    }

    /**
     * Reads what stands at a path and answers the secret's name on the server.
     *
     * @param name the name for a value that the server has not got yet
     */
    String reference(String path, String name) {
        String text = file.text(path).orElseThrow().strip();
        if (text.startsWith("secret:")) {
            return text.substring("secret:".length()).strip();
        }
        if (text.startsWith("file:") || Variables.referenceIn(text).isPresent()) {
            return literal(path, name);
        }
        throw new InputException(
                file.at(path),
                path + ": do not write a secret into this file. Write ${env:NAME} for an environment variable,"
                        + " file:PATH for a file, or secret:NAME for one that the server has already.");
    }

    /** As {@link #reference}, where the text itself may be the secret. */
    String literal(String path, String name) {
        String text = file.text(path).orElseThrow().strip();
        String value = text.startsWith("file:")
                ? content(path, text.substring("file:".length()).strip())
                : Variables.referenceIn(text)
                        .map(variable -> environment(path, variable))
                        .orElse(text);
        values.put(name, value);
        return name;
    }

    /** A secret that an environment variable gives although the file does not name it. */
    String given(String name, String value) {
        values.put(name, value);
        return name;
    }

    private String environment(String path, String variable) {
        return variables
                .find(variable)
                .orElseThrow(() -> new InputException(
                        file.at(path), path + ": the environment variable " + variable + " is not set."));
    }

    private String content(String path, String other) {
        Path secret = file.file().resolve(other);
        try {
            String content = Files.readString(secret).strip();
            if (!content.isEmpty()) {
                return content;
            }
            throw new InputException(file.at(path), path + ": the file " + secret + " is empty.");
        } catch (IOException e) {
            throw new InputException(file.at(path), path + ": the file " + secret + " cannot be read.");
        }
    }
}
