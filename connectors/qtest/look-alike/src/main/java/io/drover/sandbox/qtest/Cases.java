package io.drover.sandbox.qtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The test cases, by number and by module, and the index that finds them by a text field. Used under the lock. */
final class Cases {

    private static final int LONGEST_INDEXED = 200;

    private final List<@Nullable StoredCase> byNumber = new ArrayList<>();
    private final Map<Long, List<Integer>> byModule = new HashMap<>();
    private final Map<Long, Map<String, List<Integer>>> byText = new HashMap<>();
    private long nextVersion = 4_000_001;
    private long nextStep = 9_000_001;
    private int deleted;

    long newVersionId() {
        return nextVersion++;
    }

    long newStepId() {
        return nextStep++;
    }

    int nextNumber() {
        return byNumber.size() + 1;
    }

    /** By id, or by pid such as {@code TC-7}. */
    @Nullable
    StoredCase find(String idOrPid) {
        try {
            return idOrPid.startsWith("TC-")
                    ? byNumber(Integer.parseInt(idOrPid.substring(3)))
                    : byId(Long.parseLong(idOrPid));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Nullable
    StoredCase byId(long id) {
        return byNumber(StoredCase.number(id));
    }

    @Nullable
    StoredCase byNumber(int number) {
        return number >= 1 && number <= byNumber.size() ? byNumber.get(number - 1) : null;
    }

    int nextOrder(long moduleId) {
        return byModule.getOrDefault(moduleId, List.of()).size() + 1;
    }

    void add(StoredCase test, CaseContent content, Fields fields) {
        byNumber.add(test);
        byModule.computeIfAbsent(test.moduleId(), m -> new ArrayList<>()).add(test.number());
        index(test.number(), content, fields);
    }

    void replace(StoredCase now, CaseContent content, Fields fields) {
        StoredCase before = byNumber.get(now.number() - 1);
        if (before != null) {
            unindex(before);
            if (before.moduleId() != now.moduleId()) {
                byModule.getOrDefault(before.moduleId(), new ArrayList<>()).remove((Integer) now.number());
                byModule.computeIfAbsent(now.moduleId(), m -> new ArrayList<>()).add(now.number());
            }
        }
        byNumber.set(now.number() - 1, now);
        index(now.number(), content, fields);
    }

    /** For a change that leaves the content as it is. */
    void approved(StoredCase now) {
        byNumber.set(now.number() - 1, now);
    }

    void remove(StoredCase test) {
        unindex(test);
        byNumber.set(test.number() - 1, null);
        byModule.getOrDefault(test.moduleId(), new ArrayList<>()).remove((Integer) test.number());
        deleted++;
    }

    int size() {
        return byNumber.size() - deleted;
    }

    int approved() {
        return (int) byNumber.stream().filter(c -> c != null && c.callable()).count();
    }

    /** Numbers of the cases directly in a module: by their order, the older first where two have the same. */
    List<Integer> inModule(long moduleId) {
        List<Integer> numbers = new ArrayList<>(byModule.getOrDefault(moduleId, List.of()));
        numbers.sort(Comparator.<Integer>comparingInt(this::order).thenComparingInt(number -> number));
        return numbers;
    }

    private int order(int number) {
        StoredCase test = byNumber(number);
        return test == null ? 0 : test.order();
    }

    /** Numbers of all that were ever given out. */
    int highest() {
        return byNumber.size();
    }

    /** Numbers of the cases whose text field has exactly this value. */
    List<Integer> withText(long fieldId, String value) {
        return byText.getOrDefault(fieldId, Map.of()).getOrDefault(value, List.of());
    }

    /** Values of a text field that more than one case has, with how many. */
    Map<String, Integer> repeated(long fieldId) {
        Map<String, Integer> all = new java.util.TreeMap<>();
        byText.getOrDefault(fieldId, Map.of()).forEach((value, numbers) -> {
            if (numbers.size() > 1) {
                all.put(value, numbers.size());
            }
        });
        return all;
    }

    static boolean indexed(@Nullable ProjectField field, String value) {
        return field != null && field.type == DataType.TEXT && !value.isEmpty() && value.length() <= LONGEST_INDEXED;
    }

    private void index(int number, CaseContent content, Fields fields) {
        for (CaseContent.Property property : content.properties()) {
            if (indexed(fields.byId(property.fieldId()), property.value())) {
                byText.computeIfAbsent(property.fieldId(), f -> new HashMap<>())
                        .merge(property.value(), List.of(number), Cases::join);
            }
        }
    }

    private void unindex(StoredCase before) {
        for (CaseContent.Property property : before.content().properties()) {
            Map<String, List<Integer>> values = byText.get(property.fieldId());
            if (values != null) {
                values.computeIfPresent(property.value(), (value, numbers) -> {
                    List<Integer> rest =
                            numbers.stream().filter(n -> n != before.number()).toList();
                    return rest.isEmpty() ? null : rest;
                });
            }
        }
    }

    /** Nearly always one number: small, unchangeable lists. A value of thousands of cases becomes an array list. */
    private static List<Integer> join(List<Integer> some, List<Integer> more) {
        if (some instanceof ArrayList<Integer> growing) {
            growing.addAll(more);
            return growing;
        }
        List<Integer> joined = new ArrayList<>(some);
        joined.addAll(more);
        return joined;
    }
}
