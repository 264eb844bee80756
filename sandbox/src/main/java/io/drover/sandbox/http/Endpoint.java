package io.drover.sandbox.http;

import java.util.concurrent.atomic.LongAdder;

/** A route's end: its name in statistics and fault rules, what answers it, and how often it was asked. */
public final class Endpoint {

    /** Answers a request; throws {@link Refusal} to end early. Must not block. */
    @FunctionalInterface
    public interface Handler {
        Answer answer(Call call);
    }

    private final String name;
    private final boolean open;
    private final boolean post;
    private final Handler handler;
    private final LongAdder requests = new LongAdder();

    Endpoint(String name, boolean post, boolean open, Handler handler) {
        this.name = name;
        this.post = post;
        this.open = open;
        this.handler = handler;
    }

    public String name() {
        return name;
    }

    /** Whether it can be asked without a token. */
    public boolean open() {
        return open;
    }

    public boolean post() {
        return post;
    }

    public Answer answer(Call call) {
        return handler.answer(call);
    }

    public void count() {
        requests.increment();
    }

    public long requests() {
        return requests.sum();
    }

    public void forget() {
        requests.reset();
    }
}
