package io.drover.sandbox.agola;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A source and a target for the tests of one class: before each of them as at the start. */
final class RunningAgola implements BeforeEachCallback, AfterAllCallback {

    private final AgolaSandbox sandbox;
    private final Asker asker = new Asker();

    RunningAgola(AgolaOptions options) {
        this.sandbox = AgolaSandbox.start(options);
    }

    AgolaSandbox sandbox() {
        return sandbox;
    }

    Asker asker() {
        return asker;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        sandbox.reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        asker.close();
        sandbox.close();
    }
}
