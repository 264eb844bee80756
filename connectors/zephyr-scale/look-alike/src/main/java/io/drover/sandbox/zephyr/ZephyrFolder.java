package io.drover.sandbox.zephyr;

/**
 * A folder of test cases.
 *
 * @param parentId 0 at the top
 */
record ZephyrFolder(long id, long parentId, String name, int index) {}
