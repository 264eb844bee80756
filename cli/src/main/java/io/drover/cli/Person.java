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
}
