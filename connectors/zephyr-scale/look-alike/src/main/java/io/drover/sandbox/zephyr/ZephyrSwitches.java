package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.faults.Switch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be switched on the Zephyr side. */
public final class ZephyrSwitches {

    /** Most rows in a page, below or at the documented 1000. */
    public static final Switch<Integer> PAGE_CAP = Switch.number("zephyrPageCap", 1000, 1, 1000);

    /** 403 to the right token. */
    public static final Switch<Boolean> TOKEN_REVOKED = Switch.flag("zephyrTokenRevoked");

    /** The project is there but not enabled. */
    public static final Switch<Boolean> PROJECT_DISABLED = Switch.flag("projectDisabled");

    /** The first two cases call each other. */
    public static final Switch<Boolean> CALLED_CASE_CYCLE = Switch.flag("calledCaseCycle");

    /** One folder has a parent that is not there. */
    public static final Switch<Boolean> UNKNOWN_PARENT_FOLDER = Switch.flag("unknownParentFolder");

    /**
     * The forms of listings that are not plain, by the last word of the listing's path, such as {@code folders}, {@code
     * testcases}, {@code nextgen}, {@code teststeps}, {@code versions}; {@code *} for all that have no form of their own.
     */
    public static final Switch<Map<String, ListingForm>> LISTINGS =
            new Switch<>("listings", Map.of(), ZephyrSwitches::forms);

    private ZephyrSwitches() {}

    static List<Switch<?>> all() {
        return List.of(PAGE_CAP, TOKEN_REVOKED, PROJECT_DISABLED, CALLED_CASE_CYCLE, UNKNOWN_PARENT_FOLDER, LISTINGS);
    }

    /** Those that are named have another form; a plain one ends. */
    private static Map<String, ListingForm> forms(JsonNode asked, Map<String, ListingForm> now) {
        Map<String, ListingForm> next = new HashMap<>(now);
        asked.properties().forEach(form -> next.put(form.getKey(), ListingForm.of(form.getValue())));
        next.values().removeIf(ListingForm.PLAIN::equals);
        return Map.copyOf(next);
    }
}
