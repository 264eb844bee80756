package io.drover.cli.migration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that an example left for somebody to fill in. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "YOUR_[A-Z0-9_]+|your-?(company|instance|domain|site|organi[sz]ation)\\b|<[^<>]+>|CHANGE_?ME");

    private Placeholders() {}

    /** @throws InputException where the value at the path still holds a placeholder; it quotes only that */
    static void refuse(Checked file, String path) {
        Matcher matcher = PLACEHOLDER.matcher(file.text(path).orElse(""));
        if (matcher.find()) {
            throw new InputException(
                    file.at(path),
                    path + " still holds the placeholder \"" + matcher.group() + "\". Put the real value there.");
        }
    }
}
