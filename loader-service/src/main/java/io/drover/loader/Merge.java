package io.drover.loader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.worker.Places;
import io.drover.worker.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an update writes, place by place, out of three states: what was written last, what the target has now, and what it should
 * have. A value that somebody else changed stays, unless the migration says otherwise; a value that was written and is no longer
 * wanted goes.
 *
 * @param body what to send: a null clears, and a place that is kept has the target's own value
 * @param written what will have been written when that is done
 * @param conflicts places that somebody else changed and that are wanted otherwise
 * @param changes whether the target has anything that the body changes
 */
record Merge(ObjectNode body, Written written, List<String> conflicts, boolean changes) {

    /** What is known of the values in the target. */
    sealed interface Base {

        /** They were written by us, or nobody can know better. */
        record Ours() implements Base {}

        /** Nobody knows who wrote them. */
        record Unknown() implements Base {}

        /**
         * These were written by us.
         *
         * @param written empty of what an attempt began to adopt that nobody heard the end of
         * @param intended what an update was about to write that nobody heard the end of; null when there was none
         */
        record Known(Written written, @Nullable Written intended) implements Base {}

        /** Whether nobody chose this value: it was written by us, or the target gave it by itself. */
        default boolean isNobodys(String place, JsonNode theirs) {
            return isOurs(place, theirs)
                    || (this instanceof Known(Written written, Written intended) && written.wasGiven(place, theirs));
        }

        default boolean isOurs(String place, JsonNode theirs) {
            return switch (this) {
                case Ours() -> true;
                case Unknown() -> false;
                case Known(Written written, Written intended) ->
                    written.same(place, theirs) || (intended != null && intended.same(place, theirs));
            };
        }
    }

    /**
     * @param ours with references resolved
     * @param theirs as read back; a place that it has not got is never read back
     * @param overwrite whether a value of somebody else is replaced
     */
    static Merge of(ObjectNode ours, ObjectNode theirs, Base base, boolean overwrite) {
        Merging merging = new Merging(ours, theirs, base, overwrite);
        merging.run();
        return new Merge(merging.body, merging.written, merging.conflicts, merging.changes);
    }

    private static final class Merging {

        private final ObjectNode ours;
        private final Map<String, JsonNode> wanted;
        private final Map<String, JsonNode> found;
        private final ObjectNode theirs;
        private final Base base;
        private final boolean overwrite;
        private final ObjectNode body;
        private final List<String> conflicts = new ArrayList<>();
        private Written written;
        private boolean changes;

        private Merging(ObjectNode ours, ObjectNode theirs, Base base, boolean overwrite) {
            this.ours = ours;
            this.wanted = Places.of(ours);
            this.theirs = theirs;
            this.found = Places.of(theirs);
            this.base = base;
            this.overwrite = overwrite;
            this.body = ours.deepCopy();
            this.written = Written.of(ours);
        }

        private void run() {
            wanted.forEach((place, value) -> {
                if (isReadBack(place)) {
                    want(place, value, found.getOrDefault(place, NullNode.getInstance()));
                } else {
                    changes |= isNews(place, value);
                }
            });
            found.forEach((place, value) -> {
                if (!wanted.containsKey(place) && !Places.isEmpty(value)) {
                    leave(place, value);
                }
            });
        }

        /** A property that is read back is there, with or without a value; what an object does not hold is empty. */
        private boolean isReadBack(String place) {
            int dot = place.indexOf('.');
            return theirs.has(dot < 0 ? place : place.substring(0, dot));
        }

        /** What is not read back is sent where it may be another than before; that alone is no reason to touch what was adopted. */
        private boolean isNews(String place, JsonNode value) {
            if (!(base instanceof Base.Known(Written before, Written intended))) {
                return false;
            }
            Written last = before.isEmpty() ? intended : before;
            return last != null && !last.same(place, value);
        }

        private void want(String place, JsonNode value, JsonNode other) {
            if (same(value, other)) {
                return;
            }
            boolean wasEmpty = Places.isEmpty(other)
                    && !(base instanceof Base.Known(Written before, Written intended) && before.knows(place));
            if (wasEmpty || base.isNobodys(place, other)) {
                changes = true;
            } else {
                conflict(place, other);
            }
        }

        /** Something is there that is not wanted: ours goes, and what is somebody's stays. */
        private void leave(String place, JsonNode other) {
            if (base instanceof Base.Known(Written before, Written intended) && before.wasGiven(place, other)) {
                written = written.givenAs(before, place);
                return;
            }
            if (base instanceof Base.Known(Written before, Written intended)
                    && ours.path(parent(place)).isObject()
                    && before.knows(place)) {
                boolean isOurs = base.isOurs(place, other);
                if (isOurs || overwrite) {
                    Places.set(body, place, NullNode.getInstance());
                    written = written.cleared(place);
                    changes = true;
                    if (!isOurs) {
                        conflicts.add(place);
                    }
                } else {
                    conflicts.add(place);
                    written = written.as(before, place);
                }
            }
        }

        private void conflict(String place, JsonNode other) {
            conflicts.add(place);
            if (overwrite) {
                changes = true;
                return;
            }
            Places.keep(body, place, other);
            if (base instanceof Base.Known(Written before, Written intended)) {
                written = written.as(before, place);
            }
        }

        private static String parent(String place) {
            int dot = place.indexOf('.');
            return dot < 0 ? place : place.substring(0, dot);
        }

        private static boolean same(JsonNode value, JsonNode other) {
            return value.equals(other) || (Places.isEmpty(value) && Places.isEmpty(other));
        }
    }
}
