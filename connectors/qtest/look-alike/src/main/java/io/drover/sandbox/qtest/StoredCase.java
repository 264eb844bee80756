package io.drover.sandbox.qtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test case in the project.
 *
 * @param number its place in the order of creation, from 1; its pid is {@code TC-number}
 * @param order place in its module
 * @param created epoch milliseconds
 * @param modified epoch milliseconds
 * @param approved the approved versions, oldest first
 */
record StoredCase(
        int number, long moduleId, int order, long created, long modified, Version current, List<Version> approved) {

    private static final long FIRST_ID = 600_000;

    /** @param content {@link CaseContent#pack packed} */
    @SuppressWarnings("ArrayRecordComponent") // never changed, and kept by the hundred thousand
    record Version(long id, int major, int minor, byte[] content) {

        boolean isApproved() {
            return major > 0 && minor == 0;
        }

        String label() {
            return major + "." + minor;
        }
    }

    static long id(int number) {
        return FIRST_ID + number;
    }

    /** The number of the case with this id, or 0 or less when no case can have it. */
    static int number(long id) {
        return id - FIRST_ID > Integer.MAX_VALUE || id < FIRST_ID ? 0 : (int) (id - FIRST_ID);
    }

    long id() {
        return id(number);
    }

    String pid() {
        return "TC-" + number;
    }

    CaseContent content() {
        return CaseContent.unpack(current.content());
    }

    /** A case with an approved version can be called, whatever was drafted since. */
    boolean callable() {
        return !approved.isEmpty();
    }

    StoredCase saved(long versionId, byte[] content, long now) {
        Version next = new Version(versionId, current.major(), current.minor() + 1, content);
        return new StoredCase(number, moduleId, order, created, now, next, approved);
    }

    StoredCase approve(long versionId, long now) {
        if (current.isApproved()) {
            return this;
        }
        Version next = new Version(versionId, current.major() + 1, 0, current.content());
        List<Version> all = new java.util.ArrayList<>(approved);
        all.add(next);
        return new StoredCase(number, moduleId, order, created, now, next, List.copyOf(all));
    }

    StoredCase at(long toModule, int toOrder, long now) {
        return new StoredCase(number, toModule, toOrder, created, now, current, approved);
    }

    /** The approved versions and, when there is a newer draft, that. */
    List<Version> versions() {
        if (current.isApproved()) {
            return approved;
        }
        List<Version> all = new java.util.ArrayList<>(approved);
        all.add(current);
        return all;
    }

    @Nullable
    Version version(long versionId) {
        for (Version version : versions()) {
            if (version.id() == versionId) {
                return version;
            }
        }
        return null;
    }
}
