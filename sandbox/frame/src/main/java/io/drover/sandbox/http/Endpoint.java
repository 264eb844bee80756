package io.drover.sandbox.http;

import java.util.concurrent.atomic.LongAdder;

/** A route's end: its name in statistics and fault rules, what answers it, and how often it was asked. */
public final class Endpoint {

    /** What is done for a request. Must not block, but in an {@link LookAlikeApi} that is not {@link LookAlikeApi#faulty()}. */
    public sealed interface Work {}

    /** Answers a request that was read whole; throws {@link RefusedRequest} to end early. */
    @FunctionalInterface
    public non-sealed interface Handler extends Work {
        PlayedAnswer answer(IncomingRequest call);
    }

    /** Takes a request as it comes, and answers it when and as it wants. */
    @FunctionalInterface
    public non-sealed interface Streamed extends Work {
        void take(Exchange exchange);
    }

    private final String name;
    private final String method;
    private final String template;
    private final boolean open;
    private final Work work;
    private final LongAdder requests = new LongAdder();

    Endpoint(String system, String method, String template, boolean open, Work work) {
        this.name = system + " " + method + " " + template;
        this.method = method;
        this.template = template;
        this.open = open;
        this.work = work;
    }

    public String name() {
        return name;
    }

    String method() {
        return method;
    }

    String template() {
        return template;
    }

    /** Whether it can be asked without a token. */
    boolean open() {
        return open;
    }

    boolean post() {
        return method.equals("POST");
    }

    Work work() {
        return work;
    }

    void count() {
        requests.increment();
    }

    public long requests() {
        return requests.sum();
    }

    public void forget() {
        requests.reset();
    }
}
