package io.drover.paths.zephyrqtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.mapping.Mapping.Destination;
import io.drover.mapping.MappingPolicies.MissingFields;
import io.drover.mapping.MappingPolicies.MissingValues;
import io.drover.mapping.MappingReader;
import io.drover.mapping.Mappings;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingReaderTest {

    @Test
    void without_a_file_the_built_in_mapping_counts() {
        Mappings mappings = new MappingReader(ZephyrScaleToQTest.form()).read(MissingNode.getInstance());

        assertThat(mappings.policies().missingFields()).isEqualTo(MissingFields.CREATE);
        assertThat(mappings.builtIn().field("labels")).contains(new Destination.To("Tags"));
        assertThat(mappings.builtIn().value("Priority", "blocker")).containsExactly("Critical", "Urgent");
    }

    @Test
    void a_policy_of_the_file_leaves_the_other_policies_alone() {
        Mappings mappings = Samples.mapping("policies: {missingValues: reject}");

        assertThat(mappings.policies().missingValues()).isEqualTo(MissingValues.REJECT);
        assertThat(mappings.policies().missingFields()).isEqualTo(MissingFields.CREATE);
    }

    @Test
    void the_short_form_is_accepted_as_it_is() {
        Mappings mappings = Samples.mapping("""
                test_case:
                  # Zephyr field name: qTest field name
                  "Requirement ID": "Requirement"
                  "Automation Status": "Automation"
                test_cycle:
                  "Sprint": "Sprint Number"
                test_execution:
                  "Browser": "Browser Version"
                """);

        assertThat(mappings.user().field("Requirement ID")).contains(new Destination.To("Requirement"));
        assertThat(mappings.user().unused()).containsExactly("test_cycle", "test_execution");
    }

    @Test
    void users_may_be_a_table() {
        Mappings mappings = Samples.mapping("""
                users: |
                  name,source,target
                  "Ann, of Payments",5b10a,91
                """);

        assertThat(mappings.user().users()).containsExactly(Map.entry("5b10a", "91"));
    }

    @Test
    void a_field_may_be_left_out_with_and_without_a_reason() {
        Mappings mappings = Samples.mapping("fields: {A: null, B: {drop: unused since 2019}}");

        assertThat(mappings.user().field("A")).containsInstanceOf(Destination.Nowhere.class);
        assertThat(mappings.user().field("B")).contains(new Destination.Nowhere("unused since 2019"));
    }

    @Test
    void each_mistake_is_named_with_its_place_and_what_was_probably_meant() {
        assertThatThrownBy(() -> Samples.mapping("""
                        feilds: {A: B}
                        policies: {missingFields: creat, plainscript: step}
                        fields: {C: 7}
                        """))
                .isInstanceOfSatisfying(ConnectorException.class, e -> {
                    assertThat(e.code()).isEqualTo("MAPPING_INVALID");
                    assertThat(e.type()).isEqualTo(FailureType.USER);
                })
                .hasMessageContaining("there is no key \"feilds\" here; did you mean \"fields\"?")
                .hasMessageContaining(
                        "policies.missingFields: there is no word \"creat\" here; did you mean \"create\"?")
                .hasMessageContaining("policies: there is no key \"plainscript\" here; did you mean \"plainScript\"")
                .hasMessageContaining("fields.C: this is number, but must be string or null or object");
    }
}
