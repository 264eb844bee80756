package io.drover.coordinator.api;

import io.drover.api.AccessRole;
import io.drover.coordinator.access.Caller;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Nobody comes to a method without the role that it wants, and nobody at all to one that no list of roles has. */
public class Rights {

    private final CurrentCaller caller;

    Rights(CurrentCaller caller) {
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void refuse(ResourceInfo resource) {
        Caller asks = caller.get();
        Optional<AccessRole> wanted = OperationRoles.of(resource.getResourceMethod());
        if (wanted.isEmpty() || !asks.role().includes(wanted.get())) {
            throw new RoleNeededException(asks, wanted);
        }
    }
}
