package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Texts that an example left for somebody to fill in. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "YOUR_[A-Z0-9_]+|your-?(company|instance|domain|site|organi[sz]ation)\\b|^<[^<>]+>$|^CHANGE_?ME$");

    private Placeholders() {}

    /** @throws InputException with every value of both systems that is still one; it quotes nothing else */
    static void refuse(Checked file) {
        List<InputError> errors = file.positions().keySet().stream()
                .filter(path -> !path.startsWith("mapping") && !isDeprecated(file, path))
                .flatMap(path -> error(file, path).stream())
                .toList();
        if (!errors.isEmpty()) {
            throw new InputException(errors);
        }
    }

    private static Optional<InputError> error(Checked file, String path) {
        return file.find(path)
                .filter(JsonNode::isTextual)
                .flatMap(value -> PLACEHOLDER.matcher(value.asText()).results().findFirst())
                .map(MatchResult::group)
                .map(found -> new InputError(
                        file.at(path),
                        path + " still holds the placeholder \"" + found + "\". Put the real value there."));
    }

    private static boolean isDeprecated(Checked file, String path) {
        return file.deprecated().stream().anyMatch(section -> path.equals(section) || path.startsWith(section + "."));
    }
}
