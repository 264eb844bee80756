package io.drover.sandbox;

import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.faults.Switch;
import java.util.List;

/** How a system is to be played. */
public interface LookAlikeOptions {

    /** One word: its path, and its name in limits and statistics. */
    String name();

    /** What can be switched about it. */
    List<Switch<?>> switches();

    /** @param origin scheme, host and port that a caller sees */
    LookAlike begin(Faults faults, String origin);
}
