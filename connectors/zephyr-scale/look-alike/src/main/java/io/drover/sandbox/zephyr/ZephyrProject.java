package io.drover.sandbox.zephyr;

/** The data of one project. Cases are numbered 0 to size-1 in ascending order of their ids, which have gaps. */
interface ZephyrProject extends NumberedCases {

    String key();

    long id();

    /** -1 when there is none. */
    int indexOf(String caseKey);

    long folderIdAt(int index);

    /** Epoch milliseconds. */
    long updatedAt(int index);

    /** How many versions there are; the last is the current. */
    int versionsAt(int index);

    ZephyrCase caseAt(int index);

    ZephyrScript scriptAt(int index);

    /** Names of attached files; mostly none. */
    java.util.List<String> attachmentsAt(int index);

    int folders();

    ZephyrFolder folderAt(int index);

    /** -1 when there is none. */
    int folderIndex(long folderId);

    Lookups lookups();
}
