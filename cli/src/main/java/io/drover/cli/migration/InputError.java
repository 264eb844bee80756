package io.drover.cli.migration;

/** What is wrong at one place of a file, in words that say what to write instead. Never holds a secret. */
public record InputError(Position at, String message) {

    @Override
    public String toString() {
        return at + ": " + message;
    }
}
