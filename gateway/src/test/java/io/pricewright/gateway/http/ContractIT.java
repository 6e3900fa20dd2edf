package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The document is something to generate from: named, typed, and true to itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContractIT {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  @SuppressWarnings("NullAway.Init")
  private JsonNode document;

  @BeforeAll
  void open() throws Exception {
    String text = TestNode.shared().tenant().get("/openapi.json").body();
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "openapi.json"), text);
    document = new ObjectMapper().readTree(text);
  }

  private Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .forEach(
                        method ->
                            operations.put(
                                method + " " + path.getKey(), path.getValue().get(method))));
    return operations;
  }

  @Test
  void operations_haveNamesOfTheirOwn() {
    Set<String> names = new HashSet<>();
    operations()
        .forEach(
            (where, operation) -> {
              assertThat(names.add(operation.get("operationId").asText()))
                  .as(where + " " + operation.get("operationId"))
                  .isTrue();
              assertThat(operation.get("tags")).as(where).hasSize(1);
              assertThat(operation.get("summary").asText()).as(where).isNotBlank();
              assertThat(operation.get("description").asText()).as(where).isNotBlank();
            });
  }

  @Test
  void examples_areValidByTheirSchemas() {
    List<String> wrong = new ArrayList<>();
    operations()
        .forEach(
            (where, operation) -> {
              if (operation.has("requestBody")) {
                check(where + " request", operation.get("requestBody"), wrong);
              }
              operation
                  .get("responses")
                  .properties()
                  .forEach(
                      response -> {
                        if (response.getKey().startsWith("2")) {
                          check(where + " " + response.getKey(), response.getValue(), wrong);
                        }
                      });
            });
    assertThat(wrong).isEmpty();
  }

  private void check(String where, JsonNode body, List<String> wrong) {
    if (!body.has("content")) {
      return; // 204.
    }
    JsonNode content = body.get("content").get("application/json");
    if (content == null) {
      return;
    }
    JsonNode example = content.get("example");
    if (example == null) {
      wrong.add(where + " has no example");
      return;
    }
    schema(content.get("schema"))
        .validate(example)
        .forEach(error -> wrong.add(where + " " + error + " in " + example));
  }

  private Schema schema(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
  }

  @Test
  void problems_holdEveryKindThereIs() {
    assertThat(ProblemKinds.ALL.stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(Problem.class.getPermittedSubclasses());
    operations()
        .forEach(
            (where, operation) -> {
              assertThat(operation.get("responses").has("503")).as(where).isTrue();
              assertThat(operation.get("responses").has("401"))
                  .as(where)
                  .isEqualTo(!operation.get("security").isEmpty());
            });
  }
}
