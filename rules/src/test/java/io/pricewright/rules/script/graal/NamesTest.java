package io.pricewright.rules.script.graal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a draft uses that is not there is refused where it stands. */
final class NamesTest {
  private static final GraalScriptEngine ENGINE = new GraalScriptEngine(ScriptLimits.defaults());

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static List<String> errors(String source) {
    try {
      ENGINE.checkDraft(source);
      return List.of();
    } catch (ProblemException e) {
      return ((Problem.InvalidScript) e.problem())
          .errors().stream().map(FieldError::detail).toList();
    }
  }

  /** The body stands on line 2, so that columns are counted from its own first letter. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          const a = Math.random();                      | column 16: Math has no random: there is no randomness: the same usage has the same price
          const a = Math.pow(2, 3);                     | column 16: Math has no pow: it is not exact on every machine: multiply, or use Decimal.times
          const a = new Date();                         | column 15: there is no Date here: there is no clock: use event.timestamp, context.period and calendar
          const a = Date.now();                         | column 11: there is no Date here: there is no clock: use event.timestamp, context.period and calendar
          const a = JSON.stringify(params);             | column 11: there is no JSON here: the answer is an array of lines
          console.log('x');                             | column 1: there is no console here: nothing is printed: a line has a label
          const total = 1; return totl;                 | column 25: there is no totl here; is it total?
          if (usage.quantity.gt(5)) nothere(params);    | column 27: there is no nothere here; pricing.d.ts says what there is
          sum = 1;                                      | column 1: there is no sum here; pricing.d.ts says what there is
          const a = usage.quantity.tmies('2');          | column 26: a Decimal has no tmies; is it times?
          const a = usage.quantity.times('2').pluss(1); | column 37: nothing here has a method pluss; is it plus?
          const a = usage.quantiy;                      | column 17: usage has no quantiy; is it quantity?
          const a = usage.properties;                   | column 17: usage has no properties; it has quantity, total, cells
          const a = context.now;                        | column 19: context has no now; it has currency, plan_id, subscription_id, price_id, period, bucket, group
          const a = Decimal.form('1');                  | column 19: Decimal has no form; is it from?
          const a = calendar.now();                     | column 20: calendar has no now; it has at, seconds, days
          const a = tiers.gradated(usage.quantity, []); | column 17: tiers has no gradated; is it graduated?
          const a = params.unit.times('2');             | column 23: params.unit is text or a part of it, not a Decimal: Decimal.from(params.unit).times(...)
          const a = 'x'.toUppercase();                  | column 15: nothing here has a method toUppercase; is it toUpperCase?
          const a = 'x'.match(/x/);                     | column 15: nothing here has a method match; pricing.d.ts says what there is
          const a = params.list.lenghtOf();             | column 23: nothing here has a method lenghtOf; pricing.d.ts says what there is
          const a = [3, 1].flatMap(x => x);             | column 18: nothing here has a method flatMap; pricing.d.ts says what there is
          const a = Object.getOwnPropertyNames(params); | column 18: Object has no getOwnPropertyNames; it has create, freeze, isFrozen, keys, assign, values, entries, fromEntries, hasOwn
          """)
  void whatIsNotThere_isRefusedWhereItStands(String body, String error) {
    assertThat(errors(Scripts.price(body)))
        .singleElement()
        .asString()
        .startsWith("line 2, " + error);
  }

  @Test
  void all_areToldAtOnce_inOrder() {
    assertThat(errors(Scripts.price("const a = nope;\nconst b = Math.sin(1);\nconst c = neither;")))
        .extracting(error -> error.substring(0, 16))
        .containsExactly("line 2, column 1", "line 3, column 1", "line 4, column 1");
  }

  @Test
  void parameters_takenApart_areHeldAgainstWhatIsGiven() {
    assertThat(errors("export function rate({quantity, property}) { return []; }"))
        .containsExactly(
            "line 1, column 33: event has no property; it has quantity, properties, event_name,"
                + " event_id, timestamp");
  }

  @Test
  void libraries_areHeldAgainstTheSame() {
    assertThat(
            errors(
                "import {twice} from 'lib@1';\n"
                    + "export function price(usage) { return [{label: 'x', amount: twice(usage)}];"
                    + " }\n"
                    + "//# module lib@1\n"
                    + "'use library';\n"
                    + "export const twice = x => Math.hypot(x);"))
        .containsExactly(
            "line 1, column 1: library lib@1: Math has no hypot; it has abs, ceil, floor,"
                + " max, min, round, sign, trunc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const Math = {sin: x => x}; return [{label: 'x', amount: String(Math.sin(1))}];",
        "const f = {halve: x => x}; return [{label: f.halve('x'), amount: '1'}];",
        "const f = {}; f.made = () => '1'; return [{label: 'x', amount: f.made()}];",
        "const f = Object.fromEntries([['a', () => '1']]); return [{label: 'x', amount: f.a()}];",
        "if (typeof Date === 'undefined') return []; return [];",
        "const f = params; return [{label: 'x', amount: f.what?.()}];",
        "const {a, ...rest} = params; for (const [k, v] of Object.entries(rest)) return [];",
        "try { throw new RangeError('x'); } catch (e) { return [{label: e.message, amount: '1'}];"
            + " }",
        "const m = new Map(); m.set('a', 1); return [...m.keys()].map(k => ({label: k, amount:"
            + " '1'}));",
        "const next = params.list.entries().next(); return [];",
        "loop: for (const x of params.list) { if (x) continue loop; } return [];",
        "const {period: {start}} = context; return [{label: start.slice(0, 10), amount: '0'}];",
        "usage = {other: '1'}; return [{label: usage.other, amount: '0'}];",
        "return [{label: params.name.toUpperCase().trim(), amount: params.unit}];",
        "const p = params.list.map(x => Decimal.from(x)).reduce((a, b) => a.plus(b),"
            + " Decimal.from(0)); return [];",
        "return [{label: `${context.group ?? 'all'}`, amount: packages(usage.quantity, 10,"
            + " 'up')}];",
      })
  void whatIsThere_orMayBe_isTaken(String body) {
    assertThatCode(() -> ENGINE.checkDraft(Scripts.price(body))).doesNotThrowAnyException();
    assertThat(errors(Scripts.price(body))).isEmpty();
  }

  @Test
  void publishedVersions_goOnAsTheyAre() {
    assertThatCode(() -> ENGINE.check(Scripts.price("return nope ? [] : [];")))
        .doesNotThrowAnyException();
  }
}
