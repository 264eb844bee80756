package io.drover.cli;

import java.util.List;

/** The person at the terminal: the only one who can consent to what cannot be undone. */
interface Person {

    /**
     * Shows lines at the terminal and answers what is then typed there, without its end of line; empty where nothing is.
     *
     * @throws NoTerminalException where nobody can be asked
     */
    String ask(List<String> lines, String question);

    /** Whether there is anybody to ask. */
    default boolean isThere() {
        return true;
    }

    /**
     * Answers what is typed at the terminal without being shown there; where standard input is no terminal, all of it.
     *
     * @throws NoTerminalException where neither can be read
     */
    default String secret(String question) {
        throw new NoTerminalException("There is nobody to ask for a secret.");
    }
}
