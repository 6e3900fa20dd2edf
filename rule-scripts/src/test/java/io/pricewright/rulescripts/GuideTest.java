package io.pricewright.rulescripts;

import static io.pricewright.rulescripts.ScriptRuns.inner;
import static io.pricewright.rulescripts.ScriptRuns.object;
import static io.pricewright.rulescripts.ScriptRuns.objects;
import static io.pricewright.rulescripts.ScriptRuns.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptOutcome.Failed;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every script of the guide against each result that follows it. */
final class GuideTest {
  private static final Pattern BLOCK = Pattern.compile("```(js|json)\n(.*?)```", Pattern.DOTALL);
  private static final GraalScriptEngine ENGINE = ScriptRuns.engine();

  /** A script and a result of it. */
  record Example(String source, Json.Obj result) {}

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    String source = "";
    boolean shown = true;
    var blocks = BLOCK.matcher(Files.readString(Path.of("GUIDE.md")));
    while (blocks.find()) {
      if (blocks.group(1).equals("js")) {
        assertThat(shown).as("no result after " + source).isTrue();
        source = blocks.group(2);
        shown = false;
      } else {
        examples.add(new Example(source, object(blocks.group(2))));
        shown = true;
      }
    }
    assertThat(shown).as("no result after " + source).isTrue();
    assertThat(examples).hasSizeGreaterThan(10);
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_ofTheGuide_givesItsResult(Example example) {
    Json.Obj result = example.result();
    ScriptInput input =
        new ScriptInput(
            inner(result, "subject").text(),
            inner(result, "params").text(),
            inner(result, "context").text());
    if (result.get("error") != null) {
      assertThat(failure(example.source(), input)).contains(text(result, "error"));
      return;
    }
    ScriptOutcome outcome = ScriptRuns.runSource(ENGINE, example.source(), List.of(input)).get(0);
    assertThat(ScriptRuns.amount(outcome, example.toString()))
        .isEqualByComparingTo(text(result, "amount"));
    if (result.get("lines") != null) {
      assertLines(((Priced) outcome).lines(), objects(result.get("lines")));
    }
  }

  private static String failure(String source, ScriptInput input) {
    try {
      ScriptOutcome outcome = ScriptRuns.runSource(ENGINE, source, List.of(input)).getFirst();
      return outcome instanceof Failed failed ? failed.detail() : outcome.toString();
    } catch (ProblemException e) {
      return e.problem().detail();
    }
  }

  private static void assertLines(List<ScriptLine> lines, List<Json.Obj> expected) {
    assertThat(lines).hasSameSizeAs(expected);
    for (int i = 0; i < lines.size(); i++) {
      Json.Obj line = expected.get(i);
      assertThat(lines.get(i).label()).isEqualTo(text(line, "label"));
      assertDecimal(lines.get(i).amount(), line.string("amount"));
      assertDecimal(lines.get(i).quantity(), line.string("quantity"));
      assertDecimal(lines.get(i).unitPrice(), line.string("unit_price"));
    }
  }

  private static void assertDecimal(@Nullable BigDecimal actual, @Nullable String expected) {
    if (expected == null) {
      assertThat(actual).isNull();
    } else {
      assertThat(actual).isEqualByComparingTo(expected);
    }
  }
}
