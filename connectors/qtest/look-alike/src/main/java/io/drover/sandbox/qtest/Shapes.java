package io.drover.sandbox.qtest;

import static io.drover.sandbox.qtest.Shape.Type.FLAG;
import static io.drover.sandbox.qtest.Shape.Type.INTEGER;
import static io.drover.sandbox.qtest.Shape.Type.LIST;
import static io.drover.sandbox.qtest.Shape.Type.OBJECT;
import static io.drover.sandbox.qtest.Shape.Type.TEXT;
import static io.drover.sandbox.qtest.Shape.Type.VALUE;

/** The request objects of the operations that are served. */
final class Shapes {

    static final Shape TEST_CASE = new Shape("TestCaseWithCustomFieldResource")
            .with(LIST, "links", "properties", "attachments", "agent_ids", "test_steps")
            .with(INTEGER, "id", "order", "parent_id", "test_case_version_id", "creator_id")
            .with(TEXT, "name", "pid", "created_date", "last_modified_date", "web_url", "version", "description")
            .with(TEXT, "precondition", "tosca_guid", "tosca_node_path", "tosca_url", "tosca_test_case_unique_id")
            .with(TEXT, "tosca_state", "tosca_workspace_url", "last_modified_date_utc")
            .requires("properties");

    static final Shape PROPERTY = new Shape("PropertyResource")
            .with(INTEGER, "field_id")
            .with(TEXT, "field_name", "field_value_name")
            .with(VALUE, "field_value")
            .requires("field_id");

    static final Shape STEP = new Shape("TestStepResource")
            .with(LIST, "customFieldInfo", "links", "attachments", "parameter_values")
            .with(INTEGER, "id", "order", "group", "root_called_test_case_id", "parent_test_step_id")
            .with(INTEGER, "called_test_case_id")
            .with(TEXT, "description", "expected", "called_test_case_name", "plain_value_text")
            .with(OBJECT, "called_test_case", "information")
            .requires("description", "expected");

    static final Shape MODULE = new Shape("ModuleResource")
            .with(LIST, "links", "projects_shared_to", "children")
            .with(INTEGER, "id", "order", "parent_id")
            .with(TEXT, "name", "pid", "created_date", "last_modified_date", "description")
            .with(TEXT, "tosca_guid", "tosca_node_path", "tosca_state")
            .with(FLAG, "shared", "recursive")
            .requires("name");

    static final Shape FIELD = new Shape("FieldResource")
            .with(TEXT, "instanceType", "label", "default_value", "original_name")
            .with(LIST, "links", "allowed_values")
            .with(INTEGER, "id", "order", "data_type")
            .with(FLAG, "required", "constrained", "multiple", "searchable", "system_field", "is_active")
            .requires("label");

    static final Shape ALLOWED_VALUE = new Shape("AllowedValueResource")
            .with(LIST, "links")
            .with(INTEGER, "value", "order")
            .with(TEXT, "label", "color")
            .with(FLAG, "is_default", "is_active")
            .requires("label");

    static final Shape SEARCH = new Shape("ArtifactSearchParams")
            .with(TEXT, "object_type", "query")
            .with(LIST, "fields")
            .requires("object_type");

    private Shapes() {}
}
