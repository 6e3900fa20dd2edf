package io.pricewright.gateway.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import java.util.List;
import java.util.Locale;

/**
 * A JSON Schema (draft 2020-12) of a script's parameters. Regular expressions are RE2's, which take
 * linear time; no reference leaves the schema, nothing is fetched, and nothing is kept between two
 * schemas. Formats are notes, not rules. Thread-safe.
 */
public final class ParamsSchema {
  /** Longest schema, in characters of compact JSON. */
  public static final int MAX_SCHEMA = 50_000;

  /** Longest parameters, in characters of compact JSON. */
  public static final int MAX_PARAMS = 100_000;

  private static final int MAX_ERRORS = 100;
  private static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();
  private static final SchemaRegistryConfig RULES =
      SchemaRegistryConfig.builder()
          .locale(Locale.ENGLISH)
          .formatAssertionsEnabled(false)
          .regularExpressionFactory(
              text -> {
                Pattern pattern = Pattern.compile(text);
                return value -> pattern.matcher(value).find();
              })
          .build();
  private static final Schema OF_SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SchemaLocation.of(DIALECT));

  private ParamsSchema() {}

  /** Returns what is wrong with a schema, with pointers that begin at it. */
  public static List<FieldError> errorsOf(Json.Obj schema) {
    if (schema.text().length() > MAX_SCHEMA) {
      return one("too_large", "A schema has at most %d characters.".formatted(MAX_SCHEMA));
    }
    Json dialect = schema.get("$schema");
    if (dialect != null && !dialect.equals(Json.of(DIALECT))) {
      return List.of(
          new FieldError("/$schema", "not_supported", "Leave $schema out, or send " + DIALECT));
    }
    List<FieldError> beyond = SchemaBounds.errors(schema);
    return beyond.isEmpty() ? errors(OF_SCHEMAS, schema) : beyond;
  }

  /**
   * Returns what is wrong with parameters, at most 100 errors with pointers that begin at them. The
   * worst schema within the bounds takes seconds: call it on a thread that may wait.
   *
   * @param schema one that {@link #errorsOf} finds nothing wrong with
   */
  public static List<FieldError> errorsOf(Json.Obj params, Json.Obj schema) {
    if (params.text().length() > MAX_PARAMS) {
      return one("too_large", "Parameters have at most %d characters.".formatted(MAX_PARAMS));
    }
    if (schema.fields().isEmpty()) {
      return List.of();
    }
    ObjectNode tree = (ObjectNode) JacksonTree.of(schema);
    tree.remove(List.of("$id", "$schema"));
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(RULES).schemaCacheEnabled(false));
    try {
      return errors(registry.getSchema(tree), params);
    } catch (SchemaException e) {
      return one("invalid_schema", "The script's schema cannot be used. Publish it anew.");
    }
  }

  private static List<FieldError> errors(Schema schema, Json json) {
    return schema.validate(JacksonTree.of(json)).stream()
        .map(ParamsSchema::fieldError)
        .distinct()
        .limit(MAX_ERRORS)
        .toList();
  }

  private static FieldError fieldError(Error error) {
    StringBuilder pointer = new StringBuilder();
    NodePath at = error.getInstanceLocation();
    for (int i = 0; i < at.getNameCount(); i++) {
      pointer.append('/').append(SchemaBounds.escape(String.valueOf(at.getElement(i))));
    }
    String property = error.getProperty();
    if (property != null) {
      pointer.append('/').append(SchemaBounds.escape(property));
    }
    return new FieldError(pointer.toString(), code(error.getKeyword()), error.getMessage() + ".");
  }

  private static String code(String keyword) {
    return switch (keyword) {
      case "required", "dependentRequired" -> "required";
      case "additionalProperties", "unevaluatedProperties" -> "unknown_field";
      case "type" -> "wrong_type";
      case "enum", "const" -> "not_a_choice";
      case "pattern" -> "wrong_form";
      default -> "out_of_range";
    };
  }

  private static List<FieldError> one(String code, String detail) {
    return List.of(new FieldError("", code, detail));
  }
}
