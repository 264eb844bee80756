package io.drover.installation;

/** Servers could not be started or stopped. The message says why and what to do. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean inputIsWrong;

    private StartException(String message, boolean inputIsWrong) {
        super(message);
        this.inputIsWrong = inputIsWrong;
    }

    public static StartException of(String message) {
        return new StartException(message, false);
    }

    /** Something that was asked for cannot be had, such as a port that is in use. */
    public static StartException wrongInput(String message) {
        return new StartException(message, true);
    }

    public boolean inputIsWrong() {
        return inputIsWrong;
    }
}
