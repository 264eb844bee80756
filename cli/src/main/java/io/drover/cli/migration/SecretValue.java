package io.drover.cli.migration;

/** The value of a secret, on its way to the server's store; it never shows itself. */
public record SecretValue(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
