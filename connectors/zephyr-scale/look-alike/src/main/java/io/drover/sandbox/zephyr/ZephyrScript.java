package io.drover.sandbox.zephyr;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test case tells the tester to do. */
sealed interface ZephyrScript {

    record Steps(List<Step> steps) implements ZephyrScript {}

    /** One text; its type is {@code plain} or {@code bdd}. */
    record Text(long id, String type, String text) implements ZephyrScript {}

    sealed interface Step {
        long id();
    }

    record Inline(
            long id,
            @Nullable String description,
            @Nullable String testData,
            @Nullable String expectedResult,
            Map<String, @Nullable Object> customFields)
            implements Step {}

    record CallStep(long id, String testCaseKey, List<Parameter> parameters) implements Step {}

    /** A value for the called case; its type is {@code MANUAL_INPUT} or {@code DEFAULT_VALUE}. */
    record Parameter(String name, String type, String value) {}
}
