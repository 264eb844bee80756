package io.drover.worker;

import io.drover.contracts.Result;

/** Where results go, in order per execution. */
@FunctionalInterface
interface Results {

    /** Returns when the result is published. */
    void send(Result result);
}
