package io.pricewright.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rulescripts.BuiltInScripts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParamsSchemaTest {
  private static Json.Obj json(String text) {
    return JsonReader.parseObject(text);
  }

  private static List<String> shown(List<FieldError> errors) {
    return errors.stream().map(e -> e.pointer() + " " + e.code()).toList();
  }

  private static List<String> asked(String schema, String params) {
    return shown(ParamsSchema.errorsOf(json(params), json(schema)));
  }

  @Test
  void schemas_thatShip_areWithinTheBounds() {
    assertThat(BuiltInScripts.all()).isNotEmpty();
    BuiltInScripts.all()
        .forEach(
            script ->
                assertThat(ParamsSchema.errorsOf(json(script.schema())))
                    .as(script.name())
                    .isEmpty());
  }

  @Test
  void params_wrongInManyPlaces_areNamedAtOnce() {
    String schema =
        """
        {"type":"object","additionalProperties":false,"required":["currency","tiers"],
         "properties":{"currency":{"enum":["usd"]},"n":{"type":"integer","maximum":0.3},
          "tiers":{"type":"array","items":{"$ref":"#/$defs/tier"}}},
         "$defs":{"tier":{"type":"object","required":["unit_amount"],
          "properties":{"unit_amount":{"type":"string","pattern":"^[0-9.]+$"}}}}}""";
    assertThat(ParamsSchema.errorsOf(json(schema))).isEmpty();
    assertThat(
            asked(
                schema,
                "{\"n\":0.5,\"a/b\":1,\"tiers\":[{\"unit_amount\":\"x\"},{},{\"unit_amount\":1}]}"))
        .containsExactlyInAnyOrder(
            "/currency required",
            "/n wrong_type",
            "/n out_of_range",
            "/a~1b unknown_field",
            "/tiers/0/unit_amount wrong_form",
            "/tiers/1/unit_amount required",
            "/tiers/2/unit_amount wrong_type");
    assertThat(asked(schema, "{\"currency\":\"usd\",\"n\":-1.0,\"tiers\":[]}")).isEmpty();
  }

  @Test
  void number_ofManyDigits_isComparedExactly() {
    String schema = "{\"properties\":{\"n\":{\"maximum\":0.1000000000000000000000000001}}}";
    assertThat(asked(schema, "{\"n\":0.1000000000000000000000000001}")).isEmpty();
    assertThat(asked(schema, "{\"n\":0.1000000000000000000000000002}"))
        .containsExactly("/n out_of_range");
  }

  @Test
  void errors_ofHugeParams_areAtMostAHundred() {
    String params = "{\"n\":[" + "1,".repeat(500) + "1]}";
    String schema = "{\"properties\":{\"n\":{\"items\":{\"type\":\"string\"}}}}";
    assertThat(asked(schema, params)).hasSize(100);
    assertThat(asked("{}", "{\"n\":\"" + "x".repeat(ParamsSchema.MAX_PARAMS) + "\"}"))
        .containsExactly(" too_large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"numbr\"}|/type",
        "{\"properties\":[]}|/properties",
        "{\"required\":\"a\"}|/required",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}|/$schema",
        "{\"$ref\":\"https://example.com/x.json\"}|/$ref",
        "{\"$ref\":\"file:///etc/passwd\"}|/$ref",
        "{\"$ref\":\"classpath:logback.xml\"}|/$ref",
        "{\"$ref\":\"#/$defs/none\"}|/$ref",
        "{\"$ref\":\"#\"}|/$ref",
        "{\"$dynamicRef\":\"#x\"}|/$dynamicRef",
        "{\"properties\":{\"a\":{\"$id\":\"https://example.com/x\"}}}|/properties/a/$id",
        "{\"$defs\":{\"a\":{\"items\":{\"$ref\":\"#/$defs/a\"}}},\"$ref\":\"#/$defs/a\"}|''",
        "{\"pattern\":\"(\"}|/pattern",
        "{\"pattern\":\"(a)\\\\1\"}|/pattern",
        "{\"pattern\":\"((a{100}){100}){100}\"}|/pattern",
        "{\"patternProperties\":{\"(\":{}}}|/patternProperties/(",
      })
  void schema_thatCannotBeUsed_isRefusedAtItsPlace(String schema, String pointer) {
    assertThat(ParamsSchema.errorsOf(json(schema)))
        .extracting(FieldError::pointer)
        .contains(pointer);
  }

  @Test
  void schema_thatDoubles_isRefusedAtOnce() {
    StringBuilder defs = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
    for (int i = 0; i < 40; i++) {
      String next = "{\"$ref\":\"#/$defs/d%d\"}".formatted(i + 1);
      defs.append("\"d%d\":{\"allOf\":[%s,%s]},".formatted(i, next, next));
    }
    String schema = defs.append("\"d40\":{}}}").toString();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(shown(ParamsSchema.errorsOf(json(schema)))).containsExactly(" too_large"));
  }

  @Test
  void patterns_thatAreManyTogether_areRefused() {
    String one = "{\"pattern\":\"%s\"}".formatted("a".repeat(500));
    assertThat(ParamsSchema.errorsOf(json("{\"allOf\":[" + (one + ",").repeat(3) + one + "]}")))
        .isEmpty();
    assertThat(
            shown(ParamsSchema.errorsOf(json("{\"allOf\":[" + (one + ",").repeat(4) + one + "]}"))))
        .containsExactly("/allOf/4/pattern too_large");
  }

  @Test
  void worstSchema_withinTheBounds_endsBeforeItsTransaction() {
    String pattern = "(.*a){150}b";
    String schema = "{\"items\":{\"pattern\":\"%s\"}}".formatted(pattern);
    assertThat(ParamsSchema.errorsOf(json(schema))).isEmpty();
    String params = "\"" + "a".repeat(ParamsSchema.MAX_PARAMS - 100) + "\"";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThat(asked("{\"properties\":{\"n\":" + schema + "}}", "{\"n\":[" + params + "]}"))
                .containsExactly("/n/0 wrong_form"));
  }

  @Test
  void pattern_thatBacktracks_answersAtOnce() {
    String schema = "{\"properties\":{\"n\":{\"pattern\":\"^(([a-z])+.)+[A-Z]([a-z])+$\"}}}";
    assertThat(ParamsSchema.errorsOf(json(schema))).isEmpty();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThat(asked(schema, "{\"n\":\"" + "a".repeat(10_000) + "\"}"))
                .containsExactly("/n wrong_form"));
  }
}
