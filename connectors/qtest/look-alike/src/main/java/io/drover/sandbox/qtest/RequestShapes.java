package io.drover.sandbox.qtest;

import static io.drover.sandbox.qtest.RequestShape.Type.FLAG;
import static io.drover.sandbox.qtest.RequestShape.Type.INTEGER;
import static io.drover.sandbox.qtest.RequestShape.Type.LIST;
import static io.drover.sandbox.qtest.RequestShape.Type.OBJECT;
import static io.drover.sandbox.qtest.RequestShape.Type.TEXT;
import static io.drover.sandbox.qtest.RequestShape.Type.VALUE;

/** The request objects of the operations that are served. */
final class RequestShapes {

    static final RequestShape TEST_CASE = new RequestShape("TestCaseWithCustomFieldResource")
            .with(LIST, "links", "properties", "attachments", "agent_ids", "test_steps")
            .with(INTEGER, "id", "order", "parent_id", "test_case_version_id", "creator_id")
            .with(TEXT, "name", "pid", "created_date", "last_modified_date", "web_url", "version", "description")
            .with(TEXT, "precondition", "tosca_guid", "tosca_node_path", "tosca_url", "tosca_test_case_unique_id")
            .with(TEXT, "tosca_state", "tosca_workspace_url", "last_modified_date_utc")
            .requires("properties");

    static final RequestShape PROPERTY = new RequestShape("PropertyResource")
            .with(INTEGER, "field_id")
            .with(TEXT, "field_name", "field_value_name")
            .with(VALUE, "field_value")
            .requires("field_id");

    static final RequestShape STEP = new RequestShape("TestStepResource")
            .with(LIST, "customFieldInfo", "links", "attachments", "parameter_values")
            .with(INTEGER, "id", "order", "group", "root_called_test_case_id", "parent_test_step_id")
            .with(INTEGER, "called_test_case_id")
            .with(TEXT, "description", "expected", "called_test_case_name", "plain_value_text")
            .with(OBJECT, "called_test_case", "information")
            .requires("description", "expected");

    static final RequestShape MODULE = new RequestShape("ModuleResource")
            .with(LIST, "links", "projects_shared_to", "children")
            .with(INTEGER, "id", "order", "parent_id")
            .with(TEXT, "name", "pid", "created_date", "last_modified_date", "description")
            .with(TEXT, "tosca_guid", "tosca_node_path", "tosca_state")
            .with(FLAG, "shared", "recursive")
            .requires("name");

    static final RequestShape FIELD = new RequestShape("FieldResource")
            .with(TEXT, "instanceType", "label", "default_value", "original_name")
            .with(LIST, "links", "allowed_values")
            .with(INTEGER, "id", "order", "data_type")
            .with(FLAG, "required", "constrained", "multiple", "searchable", "system_field", "is_active")
            .requires("label");

    static final RequestShape ALLOWED_VALUE = new RequestShape("AllowedValueResource")
            .with(LIST, "links")
            .with(INTEGER, "value", "order")
            .with(TEXT, "label", "color")
            .with(FLAG, "is_default", "is_active")
            .requires("label");

    static final RequestShape SEARCH = new RequestShape("ArtifactSearchParams")
            .with(TEXT, "object_type", "query")
            .with(LIST, "fields")
            .requires("object_type");

    private RequestShapes() {}
}
