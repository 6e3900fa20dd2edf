package io.pricewright.rules.script.graal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.BranchProbe.Branch;
import io.pricewright.rules.script.BranchProbe.Coverage;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final GraalScriptEngine ENGINE = new GraalScriptEngine(ScriptLimits.defaults());
  private static final String BRANCHY =
      """
      const twice = x => x.plus(x);
      export function price(usage, params) {
        const q = usage.quantity;
        if (q.isZero()) return [];
        if (q.lt(10)) return one('few', q); else if (q.lt(100))
          return one('some', q);
        const label = params.label ?? 'many';
        let n = 0;
        for (const x of ['a', 'b']) if (x === params.x) n++;
        switch (params.x) {
          case 'a':
          case 'b': n = q.gt(1000) ? 1 : 2; break;
        }
        try {
          if (params.bad && q.gt(500)) throw new Error('too bad');
        } catch (e) { return one('caught', twice(q)); }
        return one(label, q);
      }
      function one(label, amount) { return [{label, amount}]; }
      """;

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static ScriptInput usage(String quantity, String params) {
    return new ScriptInput("{\"quantity\":\"" + quantity + "\"}", params, "{}");
  }

  @Test
  void coverage_ofOneInput_namesWhatItDidNotReach() {
    Coverage coverage = ENGINE.cover(BRANCHY, List.of(usage("5", "{}")));
    assertThat(coverage.branches().stream().filter(Branch::taken).map(Branch::place))
        .containsExactly(
            "line 2, column 8: function price",
            "line 4, column 3: the if not taken",
            "line 5, column 17: if",
            "line 19, column 1: function one");
    assertThat(coverage.branches().stream().filter(b -> !b.taken()).map(Branch::place))
        .contains(
            "line 1, column 15: function",
            "line 4, column 19: if",
            "line 6, column 5: if",
            "line 7, column 33: the right side of ??",
            "line 9, column 31: loop body",
            "line 10, column 3: no case of the switch",
            "line 11, column 5: case",
            "line 12, column 32: the value after ?",
            "line 12, column 36: the value after :",
            "line 16, column 5: catch");
  }

  @Test
  void coverage_ofInputsThatGoEverywhere_isWhole_andChangesNoOutcome() {
    List<ScriptInput> inputs =
        Stream.of("0", "5", "50", "500", "501", "2000")
            .flatMap(
                q ->
                    Stream.of(
                            "{}",
                            "{\"label\":\"l\",\"x\":\"a\"}",
                            "{\"x\":\"b\",\"bad\":true}",
                            "{\"bad\":true}")
                        .map(params -> usage(q, params)))
            .toList();
    Coverage coverage = ENGINE.cover(BRANCHY, inputs);
    assertThat(coverage.branches()).isNotEmpty().allMatch(Branch::taken);
    ScriptVersion version =
        new ScriptVersion(new ScriptId("script_1"), "t", 1, "sha", ScriptKind.CUMULATIVE, BRANCHY);
    assertThat(coverage.outcomes()).isEqualTo(ENGINE.evaluate(version, inputs));
  }

  @Test
  void errors_underCoverage_pointAtTheAuthorsText() {
    String source =
        "export function price(usage) {\n  if (usage.quantity.gt(1)) throw new Error('no');\n  return [];\n}\n";
    List<ScriptInput> inputs = List.of(usage("2", "{}"), usage("1", "{}"));
    ScriptVersion version =
        new ScriptVersion(new ScriptId("script_1"), "t", 1, "sha", ScriptKind.CUMULATIVE, source);
    assertThat(ENGINE.cover(source, inputs).outcomes()).isEqualTo(ENGINE.evaluate(version, inputs));
  }
}
