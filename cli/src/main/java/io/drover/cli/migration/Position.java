package io.drover.cli.migration;

/** A place in a file; the first line and the first column are 1. */
public record Position(String file, int line, int column) {

    static Position startOf(String file) {
        return new Position(file, 1, 1);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
