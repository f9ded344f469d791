package dev.tripcoil.rules;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code rules.schema.json}, as a validator has it and as JSON. */
final class RulesSchema {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static final JsonNode JSON = new ObjectMapper().readTree(text());

    private static final Schema WHOLE = REGISTRY.getSchema(JSON);

    private RulesSchema() {}

    private static String text() {
        try {
            return Files.readString(Path.of("..", "rules.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the schema has against a rules file, read as an editor reads it. */
    static List<Error> complaints(String yaml) {
        return WHOLE.validate(EditorYaml.toJson(yaml), InputFormat.JSON);
    }

    /** What the draft's own schema has against this one. */
    static List<Error> complaintsAboutTheSchemaItself() {
        return REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                .validate(JSON);
    }
}
