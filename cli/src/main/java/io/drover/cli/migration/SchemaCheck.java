package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads a file by its JSON Schema, and finds everything that is wrong with it. */
final class SchemaCheck {

    private SchemaCheck() {}

    /** @throws InputException with every error, in the order of the lines */
    static Checked check(YamlFile file, JsonNode schema, Variables variables) {
        Typed typed = new Typed(file, schema, variables);
        JsonNode content = typed.content();
        List<Error> found = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(content);
        List<InputError> errors = Stream.concat(
                        typed.errors.stream(), new Sentences(file, schema, content, typed).of(found))
                .distinct()
                .sorted(Comparator.comparing((InputError error) -> error.at().line())
                        .thenComparing(error -> error.at().column()))
                .toList();
        if (!errors.isEmpty()) {
            throw new InputException(errors);
        }
        return new Checked(file, content, typed.positions, typed.deprecated);
    }
}
