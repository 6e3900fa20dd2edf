package io.pricewright.rules.script.graal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildersTest {
  /** Writes down what it is given, names in their order, and every kind of value told apart. */
  private static final String WRITES =
      """
      export function rate(event) {
        const lines = [];
        const add = text => { lines.push({label: text, amount: '1'}); };
        const walk = (path, x) => {
          if (Array.isArray(x)) { add(path + ' array ' + x.length); x.forEach((y, i) => walk(path + '.' + i, y)); }
          else if (x === null || typeof x !== 'object') add(path + ' ' + typeof x + ' ' + String(x));
          else if (x instanceof Decimal) add(path + ' decimal ' + x.toString());
          else { add(path + ' object ' + Object.keys(x).join(',')); for (const k of Object.keys(x)) walk(path + '.' + k, x[k]); }
        };
        walk('event', event.properties);
        add('quantity ' + event.quantity.toString());
        return lines;
      }
      """;

  private static ScriptInput input(String properties) {
    return new ScriptInput("{\"quantity\":\"3.50\",\"properties\":" + properties + "}", "{}", "{}");
  }

  private static String labels(ScriptOutcome outcome) {
    assertThat(outcome).isInstanceOf(ScriptOutcome.Priced.class);
    StringBuilder all = new StringBuilder();
    ((ScriptOutcome.Priced) outcome).lines().forEach(l -> all.append(l.label()).append('\n'));
    return all.toString();
  }

  private static List<String> asked(ScriptEngine engine, List<ScriptInput> inputs) {
    ScriptVersion version =
        new ScriptVersion(new ScriptId("script_b"), "b", 1, "b", ScriptKind.PER_EVENT, WRITES);
    return engine.evaluate(version, inputs).stream().map(BuildersTest::labels).toList();
  }

  /** What is built equals what is parsed, and an input that was met once or twice is parsed. */
  @Test
  void input_builtFromItsLeaves_isWhatParsingGives() {
    long seed = Long.getLong("pricewright.seed", System.nanoTime());
    System.out.println("BuildersTest seed " + seed);
    Random random = new Random(seed);
    List<ScriptInput> distinct = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      distinct.add(input(object(random, 3).text()));
    }
    distinct.add(input("{\"__proto__\":{\"a\":\"b\"}}"));
    distinct.add(input("{\"a\":1,\"a\":2, \"2\":\"x\" ,\"1\":[true,null,-0.50,1e3]}"));
    distinct.add(input("{\"quote\":\"a\\\"b\",\"snow\":\"\u2603\u2028\"}"));
    try (GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults())) {
      List<String> parsed = asked(engine, distinct);
      for (int k = 0; k < distinct.size(); k++) {
        assertThat(asked(engine, Collections.nCopies(60, distinct.get(k))))
            .as("seed %d, %s", seed, distinct.get(k))
            .containsOnly(parsed.get(k));
      }
      List<Integer> order = random.ints(1_000, 0, distinct.size()).boxed().toList();
      assertThat(asked(engine, order.stream().map(distinct::get).toList()))
          .as("seed %d", seed)
          .isEqualTo(order.stream().map(parsed::get).toList());
    }
  }

  private static Json.Obj object(Random random, int depth) {
    Map<String, Json> made = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      made.put("k" + random.nextInt(20), value(random, depth));
    }
    return new Json.Obj(made);
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> Json.of("text " + random.nextInt(100));
      case 1 -> new Json.Num(new BigDecimal(random.nextInt(2_000) - 1_000).movePointLeft(2));
      case 2 -> Json.of(random.nextBoolean());
      case 3 -> Json.nothing();
      case 4 -> object(random, depth - 1);
      default -> new Json.Arr(List.of(value(random, depth - 1), value(random, depth - 1)));
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"__proto__\":1}",
        "{\"a\":\"b\\u0041\"}",
        "{\"a\":eval(1)}",
        "{\"a\":`x`}",
        "{\"a\":\"open",
        "{\"a\":\"line\nbreak\"}"
      })
  void skeleton_ofWhatALiteralWouldReadDifferently_isNone(String json) {
    assertThat(Skeleton.of(json)).isNull();
  }

  @Test
  void skeleton_ofTooManyLeavesOrTooLong_isNone() {
    assertThat(Skeleton.of("[" + "1,".repeat(Skeleton.MOST_LEAVES - 1) + "1]")).isNotNull();
    assertThat(Skeleton.of("[" + "1,".repeat(Skeleton.MOST_LEAVES) + "1]")).isNull();
    assertThat(Skeleton.of("{\"" + "n".repeat(3_900) + "\":1}")).isNotNull();
    assertThat(Skeleton.of("{\"" + "n".repeat(3_996) + "\":1}")).isNull();
    assertThat(Skeleton.of("[\"" + "x".repeat(Skeleton.MOST_LEAF_CHARS) + "\"]")).isNull();
  }

  @Test
  void builders_ofManySkeletons_areOnlySoMany() {
    try (Engine engine = Confinement.interpreting();
        Context context = Confinement.context(engine, 10_000)) {
      Builders builders = new Builders(context);
      String[] leaves = new String[Skeleton.MOST_LEAVES];
      for (int i = 0; i < Builders.MOST_MADE + 50; i++) {
        for (int k = 0; k < 40; k++) {
          builders.of("{\"k" + i + "\":" + k + "}", leaves);
        }
      }
      assertThat(builders.made()).isEqualTo(Builders.MOST_MADE);
      assertThat(builders.of("{\"k255\":7}", leaves)).isNotNull();
      assertThat(leaves[0]).isEqualTo("7");
      assertThat(builders.of("{\"k300\":7}", leaves)).isNull();
    }
  }
}
