package io.drover.process;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a POSIX shell at the far end of an SSH connection is told. An SSH server takes one text, and gives it to a shell. */
final class Shell {

    /** With these words the shell says that there is no such program; by itself a program may end with this status, too. */
    static final int NOT_FOUND_STATUS = 127;

    static final String NOT_FOUND = "drover: there is no such program\n";

    private Shell() {}

    /** One word, whatever it holds. Between single quotes a POSIX shell gives no character a meaning. */
    static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Looks for the program and becomes it, so that there is no shell between, and a signal reaches it. */
    static String line(Program program, String mark) {
        String name = quote(program.command().getFirst());
        return (program.environment().isEmpty() ? "" : environment(mark))
                + "command -v " + name + " >/dev/null 2>&1 || { printf %s " + quote(NOT_FOUND) + " >&2; exit "
                + NOT_FOUND_STATUS + "; }; exec "
                + program.command().stream().map(Shell::quote).collect(Collectors.joining(" "));
    }

    /**
     * Takes the environment from standard input up to the mark. A shell reads a pipe byte by byte, so that what comes after the
     * mark is left to the program; and what is half there is not taken.
     */
    private static String environment(String mark) {
        return "e=; while IFS= read -r l; do [ \"$l\" = " + mark + " ] && break; e=\"$e$l\n\"; done; [ \"$l\" = " + mark
                + " ] || exit 125; eval \"$e\"; unset e l; ";
    }

    /** What goes ahead of the standard input. */
    static String exports(Map<String, String> environment, String mark) {
        return new TreeMap<>(environment)
                        .entrySet().stream()
                                .map(each -> "export " + each.getKey() + "=" + quote(each.getValue()) + "\n")
                                .collect(Collectors.joining())
                + mark + "\n";
    }

    /** A line that no value holds. */
    static String mark() {
        return "end-" + UUID.randomUUID();
    }
}
