package io.drover.sandbox.http;

/** Ends the handling of a request with a ready answer. Carries no stack: it is an ordinary outcome here. */
public final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient PlayedAnswer answer;

    public RefusedRequest(PlayedAnswer answer) {
        super("refused with " + answer.status(), null, false, false);
        this.answer = answer;
    }

    public PlayedAnswer answer() {
        return answer;
    }
}
