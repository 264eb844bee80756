package io.drover.cli.migration;

import io.drover.cli.api.ApiJson;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path shows of itself on look-alikes, as {@code paths/PATH/demo/demo.yaml} says it.
 *
 * @param path the path's id
 * @param said what the file says, as its schema describes it
 */
public record Demo(String path, Path file, Said said) {

    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_-]*)}");

    /** A word for the folder of the file. */
    private static final String FOLDER = "demo";

    /** The fields of the file. */
    public record Said(
            String title,
            int place,
            String plays,
            List<String> sandbox,
            String migration,
            Map<String, String> environment,
            @Nullable String before,
            @Nullable String after,
            Map<String, Part> person) {

        @SuppressWarnings("ConstantConditions") // a file may leave it out
        public Said {
            place = place == 0 ? Integer.MAX_VALUE : place;
            sandbox = List.copyOf(sandbox);
            environment = Map.copyOf(environment);
            person = person == null ? Map.of() : Map.copyOf(person);
        }
    }

    /** What is said at a step that waits for a person. */
    public record Part(@Nullable String tell, @Nullable String seen, boolean findings) {

        public static final Part NONE = new Part(null, null, false);
    }

    /** @throws InputException with everything that is wrong, and where */
    public static Demo read(String path, Path file) {
        Checked checked = SchemaCheck.check(YamlFile.read(file), MigrationSchema.form("demo"), new Variables(Map.of()));
        return new Demo(path, file, ApiJson.convert(checked.content(), Said.class));
    }

    /** The file of the migration that it runs. */
    public Path migration() {
        return file.resolveSibling(said.migration()).normalize();
    }

    /** Whether somebody has to be there while it runs. */
    public boolean asks() {
        return !said.person().isEmpty();
    }

    /** What is said at a step. */
    public Part part(String step) {
        return said.person().getOrDefault(step, Part.NONE);
    }

    /** The arguments of the sandbox. */
    public List<String> sandbox() {
        return said.sandbox().stream()
                .map(argument -> filled(argument, said.environment()))
                .toList();
    }

    /**
     * The variables that the migration's file wants.
     *
     * @param addresses where the look-alikes are, by their names
     */
    public Map<String, String> environment(Map<String, ?> addresses) {
        Map<String, String> known = new HashMap<>(said.environment());
        addresses.forEach((name, address) -> known.put(name, address.toString()));
        Map<String, String> environment = new HashMap<>();
        said.environment().forEach((name, value) -> environment.put(name, filled(value, known)));
        return environment;
    }

    private String filled(String text, Map<String, String> known) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(value(name, known)));
    }

    private String value(MatchResult reference, Map<String, String> known) {
        String name = reference.group(1);
        String value =
                name.equals(FOLDER) ? file.toAbsolutePath().resolveSibling("").toString() : known.get(name);
        if (value == null) {
            throw new InputException(
                    Position.startOf(file.toString()),
                    "${" + name + "} is neither a variable of it, nor a look-alike of its sandbox. Those are "
                            + String.join(", ", known.keySet().stream().sorted().toList()) + ".");
        }
        return value;
    }
}
