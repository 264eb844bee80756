package io.drover.sandbox.zephyr;

import io.drover.sandbox.faults.OddAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One project as the API shows it: every object is JSON already. Cases are numbered 0 to size-1 in ascending order of their
 * ids.
 */
interface ServedProject extends NumberedCases {

    /** What a case tells the tester to do. */
    sealed interface Script {

        record Steps(ListRows rows) implements Script {}

        record Text(String type, byte[] json) implements Script {
            @Override
            public String toString() {
                return "Text[" + type + "]";
            }
        }

        /** The project does not give it. */
        record Missing() implements Script {}
    }

    String key();

    String id();

    byte[] project();

    /** The forms of its listings, where it has its own; by the last word of the path. */
    default Map<String, ListingForm> forms() {
        return Map.of();
    }

    /** What certain requests for it are answered. */
    default List<OddAnswer> answers() {
        return List.of();
    }

    /** @param type {@code TEST_CASE} and so on */
    ListRows folders(String type);

    /** @param type null for all */
    ListRows statuses(@Nullable String type);

    ListRows priorities();

    ListRows environments();

    /** @param kind {@code folders}, {@code statuses}, {@code priorities} or {@code environments} */
    Optional<byte[]> one(String kind, long id);

    Optional<byte[]> component(String id);

    /** -1 when there is none. */
    int indexOf(String caseKey);

    /** The number of the case that stands at this place of the offset listing. */
    default int listedAt(int place) {
        return place;
    }

    long folderIdAt(int index);

    /** Epoch milliseconds. */
    long updatedAt(int index);

    byte[] caseAt(int index);

    byte[] linksAt(int index);

    ListRows versionsAt(int index);

    Optional<byte[]> versionAt(int index, String number);

    Script scriptAt(int index);

    ListRows attachmentsAt(int index);

    Optional<byte[]> attachmentAt(int index, String id);
}
