package io.drover.coordinator.api;

import io.drover.api.AccessRole;
import io.drover.coordinator.access.Caller;
import java.util.Optional;

/** Who asks is known, and may not do this. */
final class RoleNeededException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param wanted empty where nobody said it */
    RoleNeededException(Caller asks, Optional<AccessRole> wanted) {
        super(
                wanted.map(role -> "This wants the role " + role.word() + orAdministrator(role) + ", and the token of "
                                + asks.name() + " has the role " + asks.role().word()
                                + ". Ask somebody who has it, or have an administrator make a token:"
                                + " drover tokens create NAME --role " + role.word())
                        .orElse("No role may do this in this release"),
                null,
                false,
                false);
    }

    private static String orAdministrator(AccessRole role) {
        return role == AccessRole.ADMINISTRATOR ? "" : " or " + AccessRole.ADMINISTRATOR.word();
    }
}
