package io.pricewright.rulescripts;

import static io.pricewright.rulescripts.ScriptRuns.inner;
import static io.pricewright.rulescripts.ScriptRuns.object;
import static io.pricewright.rulescripts.ScriptRuns.objects;
import static io.pricewright.rulescripts.ScriptRuns.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rulescripts.BuiltInScripts.BuiltInScript;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that every folder of the library is whole and fits together. */
final class LibraryTest {
  static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Path FOLDER = Path.of("src", "main", "resources", "rule-scripts");
  private static final List<String> LAWS =
      List.of("zero_at_zero", "non_negative", "monotone", "continuous", "unit_price_between");
  private static final GraalScriptEngine ENGINE = ScriptRuns.engine();

  static List<BuiltInScript> scripts() {
    return BuiltInScripts.all();
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void folders_areAllListed() throws IOException {
    try (var folders = Files.list(FOLDER)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(ScriptRuns.names());
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void manifest_saysWhatTheScriptIs(BuiltInScript script) {
    Json.Obj manifest = object(script.manifest());
    assertThat(text(manifest, "name")).isEqualTo(script.name());
    assertThat(manifest.get("version"))
        .isEqualTo(new Json.Num(BigDecimal.valueOf(script.number())));
    ScriptKind kind = ENGINE.check(script.source());
    assertThat(text(manifest, "kind")).isEqualTo(kind == ScriptKind.CUMULATIVE ? "price" : "rate");
    assertThat(text(manifest, "title")).isNotBlank();
    assertThat(text(manifest, "description")).isNotBlank();
    assertThat(script.readme()).startsWith("# " + script.name() + "\n").contains("Example");
    Json.Obj laws = inner(manifest, "laws");
    assertThat(laws.fields()).containsOnlyKeys(LAWS);
    for (String law : LAWS.subList(0, 3)) {
      if (!(laws.get(law) instanceof Json.Bool)) {
        assertThat(text(inner(laws, law), "off")).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void schema_takesTheTestsAndSamples_andNothingElse(BuiltInScript script) {
    Schema meta =
        SCHEMAS.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    assertThat(meta.validate(script.schema(), InputFormat.JSON)).isEmpty();
    Schema schema = SCHEMAS.getSchema(script.schema());
    for (Json.Obj test : objects(JsonReader.parse(script.tests()))) {
      takes(schema, inner(test, "params"));
    }
    List<Json.Obj> samples = objects(object(script.manifest()).fields().get("samples"));
    assertThat(samples).hasSizeBetween(1, 3);
    boolean perEvent = "rate".equals(object(script.manifest()).string("kind"));
    for (Json.Obj sample : samples) {
      takes(schema, perEvent ? inner(sample, "params") : sample);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void priceLists_fitTheSchema_andTheReadmeNamesTheirSource(BuiltInScript script)
      throws IOException {
    Path lists = FOLDER.resolve(script.name()).resolve("1").resolve("price-lists");
    if (!Files.exists(lists)) {
      return;
    }
    Schema schema = SCHEMAS.getSchema(script.schema());
    try (var files = Files.list(lists)) {
      for (Path file : files.toList()) {
        Json.Obj list = object(Files.readString(file));
        assertThat(script.readme())
            .contains("price-lists/" + file.getFileName())
            .contains(text(list, "vendor"))
            .contains(LocalDate.parse(text(list, "as_of")).toString());
        assertThat(inner(list, "params").fields()).isNotEmpty();
        inner(list, "params").fields().values().forEach(p -> takes(schema, (Json.Obj) p));
      }
    }
  }

  /** The schema takes the parameters; not with a field more, nor with a number for a text. */
  private static void takes(Schema schema, Json.Obj params) {
    String text = params.text();
    assertThat(schema.validate(text, InputFormat.JSON)).as(text).isEmpty();
    String more = params.with("unknown", Json.of("1")).text();
    assertThat(schema.validate(more, InputFormat.JSON)).as(more).isNotEmpty();
    params
        .fields()
        .forEach(
            (name, value) -> {
              if (value instanceof Json.Str) {
                String number = params.with(name, Json.of(1)).text();
                assertThat(schema.validate(number, InputFormat.JSON)).as(number).isNotEmpty();
              }
            });
  }
}
