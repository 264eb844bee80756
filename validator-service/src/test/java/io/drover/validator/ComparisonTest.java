package io.drover.validator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.worker.MemoryBatch;
import io.drover.worker.Written;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) MemoryBatch.MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> paths(String written, String found) {
        return Comparison.of(json(written), json(found), null).stream()
                .map(Difference::path)
                .toList();
    }

    @Test
    void each_difference_is_named_by_its_path() {
        assertThat(
                        paths(
                                "{'name':'a','fields':{'Priority':'High','Tags':['x','y']},'steps':[{'description':'1','expected':'e'},{'description':'2','expected':'f'}]}",
                                "{'name':'A','fields':{'Priority':'Low','Tags':['x']},'steps':[{'description':'1','expected':'e'},{'description':'2','expected':'F'}]}"))
                .containsExactly("name", "fields.Priority", "fields.Tags[2]", "steps[2].expected");
    }

    @Test
    void a_step_more_or_less_is_a_difference() {
        assertThat(paths("{'steps':[{'description':'1'}]}", "{'steps':[]}")).containsExactly("steps[1]");
        assertThat(paths("{'steps':[]}", "{'steps':[{'description':'1'}]}")).containsExactly("steps[1]");
        assertThat(paths("{'steps':[{'description':'1'}]}", "{'steps':[{'description':'1','calls':'7'}]}"))
                .containsExactly("steps[1].calls");
    }

    @Test
    void fields_that_nobody_wrote_are_the_targets_own() {
        assertThat(paths("{'name':'a','fields':{}}", "{'name':'a','parent':'9','fields':{'Type':'Manual'}}"))
                .isEmpty();
    }

    @Test
    void null_absent_and_empty_are_the_same_and_a_text_is_not() {
        assertThat(paths("{'name':'a','parent':null,'fields':{'A':'','B':[],'C':null}}", "{'name':'a','fields':{}}"))
                .isEmpty();
        assertThat(paths("{'name':'a','description':'x'}", "{'name':'a','description':''}"))
                .containsExactly("description");
        assertThat(paths("{'fields':{'A':'x'}}", "{'fields':{}}")).containsExactly("fields.A");
    }

    @Test
    void a_parent_where_none_should_be_is_a_difference() {
        assertThat(paths("{'parent':null}", "{'parent':'9'}")).containsExactly("parent");
        assertThat(paths("{'parent':'9'}", "{'parent':null}")).containsExactly("parent");
    }

    @Test
    void a_property_that_the_target_does_not_give_back_is_not_compared() {
        assertThat(paths("{'name':'a','order':7}", "{'name':'a'}")).isEmpty();
    }

    @Test
    void what_was_written_once_and_is_no_longer_wanted_has_to_be_gone() {
        ObjectNode found = json("{'name':'a','fields':{'Tags':['x'],'Type':'Manual'}}");
        Written before = Written.of(json("{'name':'a','fields':{'Tags':['x']}}"));

        assertThat(Comparison.of(json("{'name':'a','fields':{}}"), found, before))
                .extracting(Difference::path)
                .containsExactly("fields.Tags");
    }

    @Test
    void a_value_that_is_not_what_was_written_was_edited() {
        ObjectNode wanted = json("{'name':'a','fields':{'Priority':'High'},'steps':[{'description':'1'}]}");
        ObjectNode found = json("{'name':'a','fields':{'Priority':'Low'},'steps':[{'description':'2'}]}");

        assertThat(Comparison.of(wanted, found, Written.of(wanted)))
                .allMatch(Difference::edited)
                .extracting(Difference::path)
                .containsExactly("fields.Priority", "steps[1].description");
        assertThat(Comparison.of(wanted, found, Written.of(found))).noneMatch(Difference::edited);
        assertThat(Comparison.of(wanted, found, null)).noneMatch(Difference::edited);
    }

    @Test
    void the_evidence_is_short_and_cuts_no_character_in_half() {
        String long1 = "👩".repeat(5000) + "x" + "👩".repeat(5000);
        String long2 = "👩".repeat(5000) + "y" + "👩".repeat(5000);
        Difference difference = Difference.between(
                "p", JsonNodeFactory.instance.textNode(long1), JsonNodeFactory.instance.textNode(long2), false);

        assertThat(difference.evidence())
                .startsWith("at character 10001: \"…👩")
                .contains("👩x👩", "👩y👩")
                .hasSizeLessThan(200);
        assertThat(difference.evidence().codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_record_equals_itself_after_json_and_one_changed_text_is_one_difference(long seed) throws IOException {
        Random random = new Random(seed);
        ObjectNode written = MemoryBatch.MAPPER.createObjectNode();
        written.put("name", text(random));
        ArrayNode steps = written.putArray("steps");
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            steps.addObject().put("description", text(random)).put("expected", text(random));
        }
        JsonNode back = MemoryBatch.MAPPER.readTree(MemoryBatch.MAPPER.writeValueAsBytes(written));
        assertThat(Comparison.of(written, (ObjectNode) back, null)).isEmpty();

        int changed = random.nextInt(steps.size());
        ((ObjectNode) back.get("steps").get(changed)).put("expected", text(random) + "!");
        assertThat(Comparison.of(written, (ObjectNode) back, null))
                .extracting(Difference::path)
                .containsExactly("steps[" + (changed + 1) + "].expected");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(200), 1, Character.MAX_CODE_POINT)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
