package io.drover.coordinator.api;

import io.drover.api.Violation;
import io.drover.coordinator.access.Caller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whose request is being answered. */
@ApplicationScoped
class CurrentCaller {

    private final CurrentVertxRequest request;

    CurrentCaller(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Every route is behind the door, which has left it. */
    Caller get() {
        Caller caller = request.getCurrent().get(Caller.KEY);
        if (caller == null) {
            throw new IllegalStateException("a request came past the door");
        }
        return caller;
    }

    /** Whether their token still holds, whenever it is asked. */
    BooleanSupplier holds() {
        BooleanSupplier holds = request.getCurrent().get(Caller.HOLDS);
        return holds == null ? () -> false : holds;
    }

    /**
     * The name that is kept of who did it.
     *
     * @param by what a body says, as bodies had to before there were names; null for nothing
     */
    String name(@Nullable String by) {
        String name = get().name();
        if (by != null && !by.strip().equals(name)) {
            throw new InvalidRequestException(List.of(new Violation(
                    "by",
                    "is not " + name + ", whose token this came with; leave the field out: who did it is known by the"
                            + " token")));
        }
        return name;
    }
}
