package io.drover.system;

import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrOptions;

/** A Zephyr Scale and an empty qTest behind one port. */
final class Sandboxes {

    private Sandboxes() {}

    static RunningSandbox mattermost() {
        return RunningSandbox.start(ZephyrOptions.mattermost(), QTestOptions.usual());
    }

    static RunningSandbox generated(int cases, long seed) {
        return RunningSandbox.start(ZephyrOptions.generated(cases, seed), QTestOptions.usual());
    }

    static RunningSandbox generated(int cases, long seed, int latencyMs) {
        RunningSandbox sandbox = generated(cases, seed);
        sandbox.switches().set(Switches.LATENCY_MS, latencyMs);
        return sandbox;
    }
}
