package io.drover.sandbox.qtest;

/** The kinds of field (docs/contracts/zephyr-scale-and-qtest.md §3.4). */
enum DataType {
    TEXT(1),
    TEXT_AREA(2),
    COMBO(3),
    DATE(4),
    USER_LIST(5),
    RICH_TEXT(6),
    NUMBER(7),
    CHECK_BOX(8),
    DATE_TIME(9),
    URL(12),
    MULTI_SELECT(17);

    private final int code;

    DataType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean choice() {
        return this == COMBO || list();
    }

    boolean list() {
        return this == CHECK_BOX || this == MULTI_SELECT;
    }

    static DataType of(long code) {
        for (DataType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw QTestErrors.badRequest("data_type " + code + " is not known");
    }
}
