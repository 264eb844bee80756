package io.drover.connectors.agola.convert;

import io.drover.connectors.agola.convert.ValueShape.Struct;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The short way for a record that is as v0.7.1 itself writes it: its bytes are copied, with what v0.8 adds put in between. Whatever
 * is not so (a field unknown or in another place, an empty value, an unknown word, a damaged record) is left to {@link TreeCopy},
 * which does the same with any record, several times slower. Where this way gives a record, both give the same bytes.
 */
final class CanonicalCopy {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = "{\"type\":".getBytes(StandardCharsets.US_ASCII);

    private final GoBytes in;
    private final Bytes out;
    private final Map<String, String> added;
    private final Observed observed = new Observed();
    private final List<String> lost = new ArrayList<>(0);
    private int copied;

    /**
     * What was met on the way.
     *
     * @param observed the values of the fields to be seen
     * @param lost the fields that v0.8 has no place for
     */
    record Copied(Observed observed, List<String> lost) {}

    private CanonicalCopy(Bytes data, Bytes out, Map<String, String> added) {
        this.in = new GoBytes(data);
        this.out = out;
        this.added = added;
    }

    /**
     * Adds the record's fields, without its id and including the brace at the end, to an object that was begun.
     *
     * @param id which the data must begin with
     * @return null if the record is not canonical; then {@code out} has a part of it
     */
    static @Nullable Copied copy(String id, Bytes data, Struct shape, Bytes out, Map<String, String> added) {
        CanonicalCopy copy = new CanonicalCopy(data, out, added);
        return copy.record(id, shape) ? new Copied(copy.observed, copy.lost) : null;
    }

    private boolean record(String id, Struct shape) {
        if (!in.take(("{\"id\":\"" + id + '"').getBytes(StandardCharsets.US_ASCII))) {
            return false;
        }
        copied = in.at();
        if (!fields(shape, 0, true) || !in.atEnd()) {
            return false;
        }
        copyBefore(in.at());
        return true;
    }

    /** The fields of an object up to its end, and its end. */
    private boolean fields(Struct shape, int from, boolean hasSome) {
        List<ShapeField> fields = shape.fields();
        boolean some = hasSome;
        int next = from;
        while (!in.sees('}')) {
            int end = in.at();
            if (some && !in.take(',')) {
                return false;
            }
            int start = in.at();
            int position = position(fields, next);
            if (position < 0) {
                return false;
            }
            ShapeField field = fields.get(position);
            if (field.role() == ShapeField.Role.LOST) {
                if (start == end || !leaveOut(field, end)) {
                    return false;
                }
                continue;
            }
            boolean early = field.early() && position > next;
            for (int i = next; i < (early ? position - 1 : position); i++) {
                add(fields.get(i), start, false, true);
            }
            if (!field(field) || (early && !swap(fields.get(position - 1), start))) {
                return false;
            }
            some = true;
            next = position + 1;
        }
        for (int i = next; i < fields.size(); i++) {
            if (add(fields.get(i), in.at(), some, false)) {
                some = true;
            }
        }
        return in.take('}');
    }

    /** Position of the field that is next in the input; steps over its name. */
    private int position(List<ShapeField> fields, int from) {
        for (int i = from; i < fields.size(); i++) {
            if (in.take(fields.get(i).token())) {
                ShapeField.Role role = fields.get(i).role();
                return role == ShapeField.Role.KEPT || role == ShapeField.Role.LOST ? i : -1;
            }
        }
        return -1;
    }

    /** Steps over a text that has no place in v0.8. */
    private boolean leaveOut(ShapeField field, int endBefore) {
        int from = in.at();
        if (lost.contains(field.name()) || !in.text() || isEmpty(from)) {
            return false;
        }
        lost.add(field.name());
        copyBefore(endBefore);
        copied = in.at();
        return true;
    }

    /** Puts the field just read, which began at {@code start}, behind the one that must follow in the input. */
    private boolean swap(ShapeField first, int start) {
        int end = in.at();
        if (!in.take(',') || !in.take(first.token())) {
            return false;
        }
        copyBefore(start);
        copied = end + 1;
        if (!field(first)) {
            return false;
        }
        copyBefore(in.at());
        out.write(',');
        out.write(in.bytes(), start, end - start);
        return true;
    }

    /** Adds a field that the input lacks, if it must be there. */
    private boolean add(ShapeField field, int before, boolean commaBefore, boolean commaAfter) {
        String value = field.role() == ShapeField.Role.ADDED && field.whenAbsent() == null
                ? Objects.requireNonNull(added.get(field.name()), field.name())
                : field.whenAbsent();
        if (value == null) {
            return false;
        }
        copyBefore(before);
        if (commaBefore) {
            out.write(',');
        }
        out.writeBytes(field.token());
        out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        if (commaAfter) {
            out.write(',');
        }
        return true;
    }

    private void copyBefore(int end) {
        out.write(in.bytes(), copied, end - copied);
        copied = end;
    }

    private boolean field(ShapeField field) {
        int from = in.at();
        if (in.sees('n')) {
            return "null".equals(field.whenAbsent()) && in.take(NULL);
        }
        String seenAs = field.seenAs();
        boolean right =
                (seenAs != null && field.shape() instanceof ValueShape.Text) ? in.plainText() : value(field.shape());
        if (!right || (field.omitEmpty() && isEmpty(from))) {
            return false;
        }
        if (seenAs != null) {
            boolean quoted = in.bytes()[from] == '"';
            observed.add(seenAs, quoted ? in.text(from + 1, in.at() - 1) : in.text(from, in.at()));
        }
        return true;
    }

    /** Whether what was read since there is empty for Go; an empty object that is no map is not, but does not occur either. */
    private boolean isEmpty(int from) {
        byte[] bytes = in.bytes();
        return switch (in.at() - from) {
            case 1 -> bytes[from] == '0';
            case 2 -> bytes[from] == '"' || bytes[from] == '[' || bytes[from] == '{';
            case 5 -> bytes[from] == 'f';
            default -> false;
        };
    }

    private boolean value(ValueShape shape) {
        return switch (shape) {
            case ValueShape.Text text -> in.text();
            case ValueShape.Word word -> word(word);
            case ValueShape.Flag flag -> in.take(TRUE) || in.take(FALSE);
            case ValueShape.Whole whole -> in.number();
            case ValueShape.Time time -> time(time);
            case Struct struct -> in.take('{') && fields(struct, 0, false);
            case ValueShape.MapOf map -> map(map);
            case ValueShape.ListOf list -> list(list.element());
            case ValueShape.Steps steps -> list(steps);
        };
    }

    private boolean word(ValueShape.Word word) {
        for (byte[] each : word.quoted()) {
            if (in.take(each)) {
                return true;
            }
        }
        return false;
    }

    private boolean time(ValueShape.Time time) {
        int from = in.at() + 1;
        if (!in.plainText() || !GoTime.isTime(in.bytes(), from, in.at() - 1 - from)) {
            return false;
        }
        if (time.utc() && in.bytes()[in.at() - 2] != 'Z') {
            copyBefore(from);
            copied = in.at() - 1;
            out.writeBytes(GoTime.utc(in.text(from, copied)).getBytes(StandardCharsets.US_ASCII));
        }
        return true;
    }

    private boolean map(ValueShape.MapOf map) {
        if (!in.take('{')) {
            return false;
        }
        int lastFrom = 0;
        int lastTo = 0;
        while (!in.sees('}')) {
            if (lastTo > 0 && !in.take(',')) {
                return false;
            }
            int from = in.at();
            // A key with an escape sorts by what it stands for.
            if (!in.plainText()
                    || (lastTo > 0
                            && Arrays.compareUnsigned(in.bytes(), lastFrom, lastTo, in.bytes(), from + 1, in.at() - 1)
                                    >= 0)) {
                return false;
            }
            lastFrom = from + 1;
            lastTo = in.at() - 1;
            if (!in.take(':') || !value(map.value())) {
                return false;
            }
        }
        return in.take('}');
    }

    private boolean list(ValueShape element) {
        if (!in.take('[')) {
            return false;
        }
        for (boolean first = true; !in.sees(']'); first = false) {
            if (!first && !in.take(',')) {
                return false;
            }
            if (element instanceof ValueShape.Steps steps ? !step(steps) : !value(element)) {
                return false;
            }
        }
        return in.take(']');
    }

    private boolean step(ValueShape.Steps steps) {
        int from = in.at() + TYPE.length + 1;
        if (!in.take(TYPE) || !in.plainText()) {
            return false;
        }
        Struct struct = steps.types().get(in.text(from, in.at() - 1));
        return struct != null && fields(struct, 1, true);
    }
}
