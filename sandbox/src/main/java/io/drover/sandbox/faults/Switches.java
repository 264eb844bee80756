package io.drover.sandbox.faults;

/**
 * What stays as it is until changed, unlike a {@link Fault} that strikes single requests.
 *
 * @param latencyMs added to each API request
 * @param zephyrPerSecond requests per second before Zephyr answers 429; 0 for no limit
 * @param qtestPerSecond the same for qTest
 * @param retryAfter how a 429 says when to come back
 * @param zephyrPageCap most rows in a Zephyr page, below or at the documented 1000
 * @param searchLagMs how long qTest's search does not see what was created
 * @param zephyrTokenRevoked Zephyr answers 403 to the right token
 * @param qtestTokenRevoked qTest answers 401 to every token
 * @param projectDisabled the Zephyr project is there but not enabled
 * @param calledCaseCycle the first two Zephyr cases call each other
 * @param unknownParentFolder one Zephyr folder has a parent that is not there
 * @param createdStatus 200 or 201, what qTest answers to a created test case
 * @param fieldsNeedActivation a created qTest field takes no values before it is made active
 * @param uniqueModuleNames qTest refuses a second module of the same name under one parent
 */
public record Switches(
        int latencyMs,
        int zephyrPerSecond,
        int qtestPerSecond,
        RetryAfter retryAfter,
        int zephyrPageCap,
        int searchLagMs,
        boolean zephyrTokenRevoked,
        boolean qtestTokenRevoked,
        boolean projectDisabled,
        boolean calledCaseCycle,
        boolean unknownParentFolder,
        int createdStatus,
        boolean fieldsNeedActivation,
        boolean uniqueModuleNames) {

    public static final int ZEPHYR_PAGE_CAP = 1000;

    public Switches {
        atLeast("latencyMs", latencyMs, 0);
        atLeast("zephyrPerSecond", zephyrPerSecond, 0);
        atLeast("qtestPerSecond", qtestPerSecond, 0);
        atLeast("searchLagMs", searchLagMs, 0);
        atLeast("zephyrPageCap", zephyrPageCap, 1);
        if (zephyrPageCap > ZEPHYR_PAGE_CAP) {
            throw new IllegalArgumentException("zephyrPageCap is at most 1000, not " + zephyrPageCap);
        }
        if (createdStatus != 200 && createdStatus != 201) {
            throw new IllegalArgumentException("createdStatus is 200 or 201, not " + createdStatus);
        }
    }

    /** Everything as the real systems do on a good day. */
    public static Switches calm(int latencyMs) {
        return new Switches(
                latencyMs,
                0,
                0,
                RetryAfter.SECONDS,
                ZEPHYR_PAGE_CAP,
                0,
                false,
                false,
                false,
                false,
                false,
                200,
                false,
                false);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is at least " + least + ", not " + value);
        }
    }
}
