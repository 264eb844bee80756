package io.drover.sandbox.agola;

/** The two services whose data a migration moves. */
public enum AgolaService {
    RUNSERVICE("runservice"),
    CONFIGSTORE("configstore");

    private final String word;

    AgolaService(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
