package io.pricewright.rulescripts.jmh;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rulescripts.BuiltInScripts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Evaluations of the confined engine on one thread: the token price per event and a graduated price
 * of a total, in batches and one at a time.
 */
@SuppressWarnings("NullAway.Init") // JMH calls open first
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 5)
@Measurement(iterations = 5, time = 3)
public class EngineBenchmark {
  private static final int BATCH = 1_000;
  private static final String TOKEN_PRICES = "{\"input_price\":\"2.5\",\"output_price\":\"10\"}";
  private static final String TIERS =
      "{\"tiers\":[{\"up_to\":\"100\",\"unit_amount\":\"0.10\"},"
          + "{\"up_to\":null,\"unit_amount\":\"0.05\"}]}";

  private GraalScriptEngine engine;
  private ScriptVersion tokens;
  private ScriptVersion graduated;
  private List<ScriptInput> calls;
  private List<ScriptInput> totals;

  /** Compiles both prices and makes what they are asked. */
  @Setup
  public void open() {
    engine = new GraalScriptEngine(ScriptLimits.defaults());
    tokens = version("llm-tokens");
    graduated = version("graduated");
    calls = new ArrayList<>();
    totals = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      calls.add(
          new ScriptInput(
              ("{\"quantity\":\"1\",\"properties\":{\"model\":\"gpt-4o\",\"input_tokens\":\"%d\","
                      + "\"output_tokens\":\"%d\"},\"event_name\":\"llm.call\",\"event_id\":\"e%d\","
                      + "\"timestamp\":\"2026-01-31T12:00:00Z\"}")
                  .formatted(100 + i, 1 + i % 700, i),
              TOKEN_PRICES,
              "{}"));
      totals.add(new ScriptInput("{\"quantity\":\"%d\"}".formatted(i), TIERS, "{}"));
    }
  }

  private ScriptVersion version(String name) {
    String source =
        BuiltInScripts.all().stream()
            .filter(script -> script.name().equals(name))
            .findFirst()
            .orElseThrow()
            .source();
    return new ScriptVersion(new ScriptId("script_" + name), name, 1, name, engine.check(source), source);
  }

  /** Ends the engine. */
  @TearDown
  public void close() {
    engine.close();
  }

  /** The price of model calls, a thousand in one call of the engine. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<ScriptOutcome> tokensInBatches() {
    return engine.evaluate(tokens, calls);
  }

  /** A graduated price of a thousand totals. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<ScriptOutcome> graduatedInBatches() {
    return engine.evaluate(graduated, totals);
  }

  /** The price of one model call, one call of the engine each. */
  @Benchmark
  public List<ScriptOutcome> tokensOneByOne() {
    return engine.evaluate(tokens, calls.subList(7, 8));
  }
}
