package io.pricewright.rules.script.graal;

import static io.pricewright.rules.script.graal.Scripts.price;
import static io.pricewright.rules.script.graal.Scripts.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptOutcome.Failed;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostileScriptTest {
  private static final GraalScriptEngine ENGINE = new GraalScriptEngine(ScriptLimits.defaults());

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "while (true) {}~script_timeout",
        "for (;;) { try { for (;;); } catch (e) {} finally { continue; } }~script_timeout",
        "a: for (;;) { try { for (;;); } finally { continue a; } }~script_timeout",
        "function f() { try { f() } finally { f() } } f()~script_timeout",
        "function f() { try { f() } catch (e) { f() } } f()~script_timeout",
        "function f() { f() } f()~script_error",
        "let n = []; for (let i = 0; i < 9999; i++) n = [n]; for (;;) try { n.toString() } catch (e) {}~script_timeout",
        "const a = []; for (;;) a.push(1)~script_timeout",
        "const a = []; for (;;) a[a.length] = {a: 1}~script_timeout",
        "const m = {}; for (let i = 0;; i++) m['k' + i] = i~script_timeout",
        "const a = [3, 1]; a.sort((x, y) => { for (;;); })~script_timeout",
        "return {get lines() { while (true) {} }}~script_timeout",
        "return [{get label() { while (true) {} }, amount: '1'}]~script_timeout",
        "const a = 'a'.repeat(30000), b = a + 'b'; for (;;) (a + a).indexOf(b)~script_timeout",
        "let s = 'x'; for (;;) s += s~script_error",
        "'x'.padEnd(1e9)~script_error",
        "new Array(1e9).fill(0)~script_error",
        "[...Array(1e9).keys()]~script_error",
        "Array.from({length: 1e9})~script_error",
        "Array.prototype.forEach.call({length: 9007199254740991}, x => x)~script_error",
        "Object.prototype.x = 1~script_error",
        "Array.prototype.map = 1~script_error",
        "Decimal.from = () => 1~script_error",
        "tiers.graduated = 1~script_error",
        "globalThis.kept = 1~script_error",
        "params.x = 1~script_error",
        "eval('1')~script_error",
        "globalThis['ev' + 'al']('1')~script_error",
        "(() => 0).constructor('return 1')()~script_error",
        "[1].values().constructor.constructor('return 1')()~script_error",
        "return import('x')~script_error",
        "Java.type('java.lang.System')~script_error",
        "Polyglot.eval('js', '1')~script_error",
        "Date.now()~script_error",
        "Math.random()~script_error",
        "new Proxy({}, {})~script_error",
        "JSON.parse('1')~script_error",
        "return 2n~script_error",
        "return /(a)\\1/.test('aa')~script_error",
        "class A {}~script_error",
        "$$.f = 1e9~script_error",
        "1<!--2~script_error",
        "throw {toString() { while (true); }}~script_error",
        "throw null~script_error",
        "return [{label: 'x', amount: 1}]~script_result",
        "return [{label: 'x', amount: NaN}]~script_result",
        "return [{label: 'x', amount: 'NaN'}]~script_result",
        "return [{label: 'x', amount: {toString() { return '1' }}}]~script_result",
        "return [{label: 'x', amount: Object.create(Decimal.prototype)}]~script_result",
        "return [{label: 'x', amount: '1', cost: '1'}]~script_result",
        "return Array(101).fill({label: 'x', amount: '1'})~script_result",
        "return 5~script_result",
        "return [{label: 'x', amount: '99999999999999999999999999999'}]~amount_out_of_range",
      })
  void hostileScript_failsWithItsReason(String body, String reason) {
    ScriptOutcome outcome = run(ENGINE, price(body));
    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(((Failed) outcome).reason()).as(outcome.toString()).isEqualTo(reason);
    assertThat(run(ENGINE, price("return [{label: 'after', amount: '1'}];")))
        .isInstanceOf(Priced.class);
  }
}
