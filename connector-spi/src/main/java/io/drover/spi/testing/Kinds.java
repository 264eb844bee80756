package io.drover.spi.testing;

/** The kinds of record of a test-management system. */
public final class Kinds {

    public static final String FOLDER = "folder";
    public static final String TEST_CASE = "testcase";

    private Kinds() {}
}
