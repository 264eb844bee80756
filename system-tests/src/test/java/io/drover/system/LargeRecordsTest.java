package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records a thousand times as large as others, in services that have 256 MiB of heap, all six in one process. */
class LargeRecordsTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void two_hundred_cases_of_a_megabyte_pass_all_phases() throws IOException {
        OddProject project = OddProject.of("LARGE", 200);
        for (int number = 1; number <= 200; number++) {
            project.listed(number).put("objective", "<p>" + number + " " + text(number, MEGABYTE) + "</p>");
        }
        try (OddTrial trial = new OddTrial(project)) {
            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(end.books("testcases"))
                    .as(end.toString())
                    .isEqualTo(new Execution.Books(200, 200, 0, 0, 0, 200, 0));
        }
    }

    @Test
    void a_text_of_twenty_megabytes_arrives_whole() throws IOException {
        OddProject project = OddProject.of("HUGE", 2);
        ObjectNode listed = project.listed(1);
        String text = "<p>" + text(1, 20 * MEGABYTE) + "</p>";
        listed.put("objective", text);
        try (OddTrial trial = new OddTrial(project)) {
            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(trial.stored(1).path("description").asText()).isEqualTo(text);
        }
    }

    /** Words that no compression makes small. */
    private static String text(int seed, int length) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong() & Long.MAX_VALUE, Character.MAX_RADIX))
                    .append(' ');
        }
        return text.toString();
    }
}
