package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserTableTest {

    private static Map<String, String> csv(String text) {
        return UserTable.of(TextNode.valueOf(text));
    }

    @Test
    void users_are_a_table_of_two_columns_among_any() {
        assertThat(csv("Name,source,Target\nAnn,a-1,17\n\n\"Bo, the \"\"first\"\"\",b-2, 18 \r\n"))
                .containsExactly(Map.entry("a-1", "17"), Map.entry("b-2", "18"));
    }

    @Test
    void an_account_without_a_user_is_none() {
        assertThat(csv("source,target\na-1,\nb-2,18\n")).containsExactly(Map.entry("b-2", "18"));
    }

    @Test
    void a_mark_at_the_beginning_of_the_file_and_a_line_break_in_quotes_are_read_over() {
        assertThat(csv("\uFEFFsource,target,note\na-1,17,\"one\ntwo\"")).containsExactly(Map.entry("a-1", "17"));
    }

    @Test
    void an_object_is_read_as_before() {
        assertThat(UserTable.of(JsonNodeFactory.instance.objectNode().put("a-1", 17)))
                .containsExactly(Map.entry("a-1", "17"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account,user;a,1 | the columns source and target",
                "source,target;a | row 2 has 1 values and the first row has 2",
                "source,target;a,1;a,2 | row 3 names another user for a",
                "source,target;\"a,1 | never closed"
            },
            quoteCharacter = '\'')
    void what_is_wrong_with_a_table_is_said_with_its_row(String table, String problem) {
        assertThatThrownBy(() -> csv(table.replace(';', '\n')))
                .isInstanceOfSatisfying(ConnectorException.class, e -> {
                    assertThat(e.code()).isEqualTo("MAPPING_INVALID");
                    assertThat(e.type()).isEqualTo(FailureType.USER);
                })
                .hasMessageContaining(problem);
    }
}
