package io.drover.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.coordinator.persistence.DocumentJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatePatchTest {

    private static final int SEEDS = 3_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> PHASES = List.of("EXTRACT", "TRANSFORM", "LOAD", "VALIDATE");

    @Test
    void what_is_made_of_a_state_and_its_change_is_the_next_state_to_the_byte() {
        int patched = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            StateDocument before = StateDocument.read(DocumentJson.write(state(random)));
            JsonNode other = random.nextInt(5) == 0 ? state(random) : changed(before.tree(), random);
            StateDocument after = StateDocument.read(DocumentJson.write(other));

            Followed followed = DocumentJson.read(DocumentJson.write(Followed.of(before, after)), Followed.class);
            String was = before.text();

            assertThat(followed.after(before).text()).as("seed %s", seed).isEqualTo(after.text());
            assertThat(followed.pack().after(before).text()).as("seed %s", seed).isEqualTo(after.text());
            assertThat(before.text()).isEqualTo(was);
            patched += followed.whole() ? 0 : 1;
        }
        assertThat(patched).as("of %s are no whole states", SEEDS).isGreaterThan(SEEDS * 9 / 10);
    }

    @Test
    void a_change_that_was_made_of_another_state_is_noticed() {
        StateDocument before = StateDocument.read("{\"form\":2,\"a\":1,\"b\":1}");
        StateDocument other = StateDocument.read("{\"form\":2,\"a\":1,\"b\":2}");
        Followed followed = Followed.of(before, StateDocument.read("{\"form\":2,\"a\":2,\"b\":1}"));

        assertThat(followed.after(before).text()).isEqualTo("{\"a\":2,\"b\":1,\"form\":2}");
        assertThatThrownBy(() -> followed.after(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("what was decided was " + followed.check());
    }

    @Test
    void after_a_state_of_a_release_that_kept_no_changes_the_whole_state_is_kept() {
        StateDocument old = StateDocument.read("{\"a\":1,\"gone\":1}");
        StateDocument after = StateDocument.read("{\"form\":2,\"a\":1,\"new\":0}");
        Followed followed = Followed.of(old, after);

        assertThat(followed.whole()).isTrue();
        assertThat(followed.after(StateDocument.read("{\"another\":9}")).text()).isEqualTo(after.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1,'b':{'c':2,'d':3}} | {'a':1,'b':{'c':9}}       | {'b':{'c':9,'d':null}}",
                "{'a':[1,2]}               | {'a':[2]}                 | {'a':[2]}",
                "{'a':1}                   | {'a':1}                   | {}",
                "{'open':[{'phase':'LOAD','number':1,'n':1},{'phase':'LOAD','number':2}]}"
                        + "| {'open':[{'phase':'LOAD','number':1,'n':2},{'phase':'LOAD','number':3}]}"
                        + "| {'open':{'LOAD/1':{'n':2},'LOAD/3':{'phase':'LOAD','number':3},'LOAD/2':null}}",
                "{'levels':[{'name':'a','parts':1},{'name':'b','parts':2}]} | {'levels':[{'name':'b','parts':2}]} | {'levels':{'a':null}}"
            })
    void only_what_is_different_is_in_it(String before, String after, String patch) {
        assertThat(StatePatch.between(tree(before), tree(after))).isEqualTo(tree(patch));
    }

    @Test
    void a_list_whose_order_a_patch_would_not_keep_is_written_whole() {
        JsonNode before = tree("{'steps':[{'id':'a'},{'id':'b'}]}");
        JsonNode after = tree("{'steps':[{'id':'b'},{'id':'a'}]}");

        JsonNode patch = StatePatch.between(before, after);

        assertThat(patch).isEqualTo(after);
        assertThat(StatePatch.apply(before, patch)).isEqualTo(after);
    }

    @Test
    void a_number_in_a_list_of_ten_thousand_costs_a_few_bytes() {
        ObjectNode before = NODES.objectNode();
        ArrayNode open = before.putArray("open");
        for (int i = 0; i < 10_000; i++) {
            open.addObject().put("phase", "LOAD").put("number", i).put("attempt", 1);
        }
        JsonNode after = before.deepCopy();
        ((ObjectNode) after.path("open").get(7_000)).put("attempt", 2);

        assertThat(DocumentJson.write(StatePatch.between(before, after))).hasSizeLessThan(50);
    }

    private static JsonNode tree(String singleQuoted) {
        return DocumentJson.read(singleQuoted.replace('\'', '"'), JsonNode.class);
    }

    private static ObjectNode state(Random random) {
        ObjectNode state = object(random, 2).put("form", 2);
        ArrayNode steps = state.putArray("steps");
        for (int i = random.nextInt(6); i > 0; i--) {
            ObjectNode step = steps.addObject().put("id", "step-" + i);
            step.setAll(object(random, 1));
            open(step.putArray("open"), random);
            ArrayNode levels = step.putArray("levels");
            for (int level = 1 + random.nextInt(4); level < 5; level++) {
                levels.addObject().put("name", "level-00" + level).put("parts", random.nextInt(3));
            }
        }
        return state;
    }

    /** Now and then two have one key, which a coordinator never does. */
    private static void open(ArrayNode open, Random random) {
        for (int i = random.nextInt(5); i > 0; i--) {
            open.addObject()
                    .put("phase", PHASES.get(random.nextInt(PHASES.size())))
                    .put("number", random.nextInt(20))
                    .put("attempt", random.nextInt(3));
        }
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = List.of("status", "totals", "facts", "open", "steps", "levels", "ö/~\"")
                    .get(random.nextInt(7));
            object.set(name, value(random, depth));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> NODES.numberNode(random.nextInt(3));
            case 1 -> NODES.numberNode(random.nextLong());
            case 2 -> NODES.numberNode(random.nextDouble());
            case 3 -> NODES.textNode("text " + random.nextInt(3));
            case 4 -> NODES.booleanNode(random.nextBoolean());
            case 5 -> object(random, depth - 1);
            default -> NODES.arrayNode().add(random.nextInt(3)).addNull().add(object(random, depth - 1));
        };
    }

    /** As decisions change a state: in few places, and lists at both ends. */
    private static JsonNode changed(JsonNode before, Random random) {
        ObjectNode after = before.deepCopy();
        ObjectNode more = object(random, 1);
        more.remove("steps");
        after.setAll(more);
        if (random.nextBoolean()) {
            after.remove("status");
        }
        for (JsonNode step : after.path("steps")) {
            if (random.nextInt(3) == 0) {
                ArrayNode open = (ArrayNode) step.path("open");
                if (!open.isEmpty()) {
                    open.remove(random.nextInt(open.size()));
                }
                open(open, random);
                ArrayNode levels = (ArrayNode) step.path("levels");
                if (!levels.isEmpty()) {
                    levels.remove(0);
                }
            }
        }
        if (random.nextInt(10) == 0) {
            List<JsonNode> steps = new ArrayList<>();
            after.path("steps").forEach(steps::add);
            Collections.shuffle(steps, random);
            after.putArray("steps").addAll(steps);
        }
        return after;
    }
}
