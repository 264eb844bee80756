package io.drover.archive;

import io.drover.spi.Finding.Severity;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Stable words of the machine in the words of people. */
final class Words {

    /** What codes mean that any migration may have. */
    private static final Properties MEANINGS = meanings();

    private final Map<String, String> ofPath;

    /** @param ofPath what codes mean on the path of the execution */
    Words(Map<String, String> ofPath) {
        this.ofPath = ofPath;
    }

    /** {@code VALUE_TRUNCATED} is "Value truncated". */
    static String title(String code) {
        String words = code.replace('_', ' ').replace('-', ' ').strip().toLowerCase(Locale.ROOT);
        return words.isEmpty() ? code : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A code that neither the path nor Drover has words for is explained by its severity. */
    String meaning(String code, Severity severity) {
        String said = ofPath.get(code);
        if (said != null) {
            return said;
        }
        return MEANINGS.getProperty(
                code,
                switch (severity) {
                    case INFO -> "Worth knowing; nothing is missing because of it.";
                    case WARNING -> "Something was changed, or needs a look.";
                    case ERROR -> "The record is not in the target as it should be.";
                });
    }

    private static Properties meanings() {
        Properties meanings = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream("finding-meanings.properties")),
                StandardCharsets.UTF_8)) {
            meanings.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("finding-meanings.properties cannot be read", e);
        }
        return meanings;
    }
}
