package io.pricewright.rulescripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GoldenTest {
  private static final JsonFactory JSON = new JsonFactory();
  private static final GraalScriptEngine ENGINE = new GraalScriptEngine(ScriptLimits.defaults());

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  static List<String> names() {
    return BuiltInScripts.all().stream().map(BuiltInScripts.BuiltInScript::name).toList();
  }

  @Test
  void runtime_isOptimizing() {
    assertThat(ENGINE.runtime()).isEqualTo("optimizing");
  }

  @ParameterizedTest
  @MethodSource("names")
  void model_onItsOwnTests_givesTheStatedAmounts(String name) throws IOException {
    List<Map<String, String>> cases = cases(ScriptRuns.named(name).tests());
    assertThat(cases).isNotEmpty();
    for (Map<String, String> test : cases) {
      ScriptInput input =
          new ScriptInput(
              test.getOrDefault("subject", ""), test.getOrDefault("params", "{}"), "{}");
      ScriptOutcome outcome = ScriptRuns.run(ENGINE, name, List.of(input)).getFirst();
      assertThat(outcome).as(test.toString()).isInstanceOf(Priced.class);
      String expected = test.getOrDefault("amount", "").replace("\"", "");
      assertThat(((Priced) outcome).amount()).as(test.toString()).isEqualByComparingTo(expected);
    }
  }

  /** Reads an array of objects; the value of each field stays JSON text. */
  private static List<Map<String, String>> cases(String tests) throws IOException {
    List<Map<String, String>> cases = new ArrayList<>();
    try (JsonParser json = JSON.createParser(tests)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          StringWriter text = new StringWriter();
          try (JsonGenerator copy = JSON.createGenerator(text)) {
            copy.copyCurrentStructure(json);
          }
          fields.put(name, text.toString());
        }
        cases.add(fields);
      }
    }
    return cases;
  }
}
