package io.drover.sandbox.faults;

/** What can be made to happen to a request, by percentage or for the next few requests. */
public enum Fault implements Rules.Named {
    /** 500 in the system's own error shape; nothing was done. */
    SERVER_ERROR("serverError"),
    /** 503 with the content network's HTML page; nothing was done. */
    HTML_503("html503"),
    /** The request was handled, the body ends in the middle and the connection closes. */
    TRUNCATED_BODY("truncatedBody"),
    /** The request was handled, half of the body comes and then nothing; the connection stays open. */
    STALLED_BODY("stalledBody"),
    /** The connection is reset; nothing was done. */
    CONNECTION_RESET("connectionReset"),
    /** qTest: 401; a token from the password grant is gone for good, a personal one works again next time. */
    EXPIRED_TOKEN("expiredToken"),
    /** A POST took effect, and the connection closes without an answer. */
    LOST_ANSWER("lostAnswer");

    private final String word;

    Fault(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
