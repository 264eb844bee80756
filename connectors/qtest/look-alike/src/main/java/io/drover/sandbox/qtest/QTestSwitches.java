package io.drover.sandbox.qtest;

import io.drover.sandbox.faults.Switch;
import java.util.List;

/** What can be switched on the qTest side. */
public final class QTestSwitches {

    /** How long the search does not see what was created. */
    public static final Switch<Integer> SEARCH_LAG_MS = Switch.number("searchLagMs", 0, 0, Integer.MAX_VALUE);

    /** 401 to every token. */
    public static final Switch<Boolean> TOKEN_REVOKED = Switch.flag("qtestTokenRevoked");

    /** 200 or 201, what a created test case is answered with. */
    public static final Switch<Integer> CREATED_STATUS = Switch.number("createdStatus", 200, 200, 201);

    /** A created field takes no values before it is made active. */
    public static final Switch<Boolean> FIELDS_NEED_ACTIVATION = Switch.flag("fieldsNeedActivation");

    /** A second module of the same name under one parent is refused. */
    public static final Switch<Boolean> UNIQUE_MODULE_NAMES = Switch.flag("uniqueModuleNames");

    private QTestSwitches() {}

    static List<Switch<?>> all() {
        return List.of(SEARCH_LAG_MS, TOKEN_REVOKED, CREATED_STATUS, FIELDS_NEED_ACTIVATION, UNIQUE_MODULE_NAMES);
    }
}
