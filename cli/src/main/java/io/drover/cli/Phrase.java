package io.drover.cli;

import java.util.ArrayList;
import java.util.List;

/** A phrase that a person types after having seen what it stands for. */
final class Phrase {

    private Phrase() {}

    /**
     * Answers what was typed, which is the phrase.
     *
     * @throws BadInputException where something else was typed, which is then not sent
     */
    static String ask(Person person, List<String> shown, String phrase) {
        List<String> lines = new ArrayList<>(shown);
        lines.add("");
        lines.add("Now type this phrase, as it is:  " + phrase);
        String typed = person.ask(lines, "> ").strip();
        if (!typed.equals(phrase)) {
            throw new BadInputException(
                    typed.isEmpty()
                            ? "Nothing was typed: there is no consent, and nothing was sent."
                            : "That is not the phrase: there is no consent, and nothing was sent.");
        }
        return typed;
    }
}
