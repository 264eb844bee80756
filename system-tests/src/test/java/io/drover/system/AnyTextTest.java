package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any Unicode in any field: equal after read-back, or a finding that names the record. */
class AnyTextTest {

    private static final int CASES = 80;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void any_text_is_read_back_as_it_was_or_is_told(long seed) throws IOException {
        Random random = new Random(seed);
        OddProject project = OddProject.of("ANY", CASES);
        Set<String> odd = new HashSet<>();
        for (int number = 1; number <= CASES; number++) {
            boolean clean = number % 2 == 0;
            ObjectNode listed = project.listed(number);
            listed.put("name", "Case " + text(random, 40, clean));
            listed.put("objective", "<p>" + text(random, 400, clean) + "</p>")
                    .put("precondition", text(random, 60, clean));
            listed.withArrayProperty("labels").add("label " + random.nextInt(5));
            project.field(number, "Note", JsonNodeFactory.instance.textNode("n" + text(random, 80, clean)));
            project.field(number, "Story", JsonNodeFactory.instance.textNode("s" + text(random, 600, clean)));
            ((ObjectNode) project.entry(number).path("steps").path(0).path("inline"))
                    .put("description", text(random, 200, clean))
                    .put("testData", text(random, 50, clean))
                    .put("expectedResult", text(random, 200, clean));
            if (!clean) {
                odd.add("ANY-T" + number);
            }
        }
        try (OddTrial trial = new OddTrial(project)) {
            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(end.books("testcases"))
                    .as(end.toString())
                    .isEqualTo(new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0));
            assertThat(trial.findings(end, "TEXT_CLEANED"))
                    .extracting(finding -> finding.path("subject").asText())
                    .isSubsetOf(odd)
                    .containsAll(odd);
            for (int number = 2; number <= CASES; number += 2) {
                JsonNode stored = trial.stored(number);
                assertThat(stored.path("name").asText())
                        .isEqualTo(project.listed(number).path("name").asText());
                assertThat(stored.path("description").asText())
                        .isEqualTo(project.listed(number).path("objective").asText());
            }
            assertThat(trial.run().books("testcases")).isEqualTo(new Execution.Books(CASES, 0, CASES, 0, 0, CASES, 0));
        }
    }

    /** Of all planes; one that is not clean has a character that cannot be kept for certain. */
    private static String text(Random random, int length, boolean clean) {
        StringBuilder text = new StringBuilder("x");
        while (text.length() < length) {
            int point =
                    switch (random.nextInt(6)) {
                        case 0, 1 -> ' ' + random.nextInt(0x5f);
                        case 2 -> 0xa0 + random.nextInt(0x2000);
                        case 3 -> "\t\n\r<>&\"'[]~\u200b\u200d\u202e\ufeff".codePointAt(random.nextInt(15));
                        case 4 -> 0x1f300 + random.nextInt(0x400);
                        default -> random.nextInt(Character.MAX_CODE_POINT);
                    };
            if (isKept(point)) {
                text.appendCodePoint(point);
            }
        }
        if (!clean) {
            char[] odd = {0, 7, 0x1b, 0x85, 0xd83d, 0xdc00, 0xfffe, 0xffff};
            text.insert(1 + random.nextInt(text.length() - 1), odd[random.nextInt(odd.length)]);
        }
        return text.append('x').toString();
    }

    private static boolean isKept(int point) {
        boolean control = Character.isISOControl(point) && point != '\t' && point != '\n' && point != '\r';
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !control && !half && (point & 0xfffe) != 0xfffe;
    }
}
