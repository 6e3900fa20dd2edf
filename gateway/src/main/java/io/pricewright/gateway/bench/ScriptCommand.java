package io.pricewright.gateway.bench;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rulescripts.BuiltInScripts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code script}: the token price, confined, on one thread, beside the same rule in Java. */
@Command(
    name = "script",
    mixinStandardHelpOptions = true,
    description = "Evaluations of llm-tokens a second on one thread, against the rule in Java.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ScriptCommand implements Callable<Integer> {
  private static final String PARAMS = "{\"input_price\":\"2.5\",\"output_price\":\"10\"}";
  private static final BigDecimal INPUT_PRICE = new BigDecimal("2.5");
  private static final BigDecimal OUTPUT_PRICE = new BigDecimal("10");
  private static final BigDecimal MILLIONTH = new BigDecimal("0.000001");
  private static final int MOST_SECONDS = 600;

  @Spec private CommandSpec spec;

  @Option(
      names = "--batch",
      defaultValue = "1000",
      description = "Evaluations in one call. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--warmup",
      defaultValue = "20",
      description = "Seconds before measuring. Default: ${DEFAULT-VALUE}.")
  private int warmupSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Seconds measured. Default: ${DEFAULT-VALUE}.")
  private int measuredSeconds;

  @Option(names = "--json", description = "Also write the figures to this file.")
  private @Nullable Path json;

  /** One of the two ways to price a batch; answers its amount. */
  private interface Way {
    BigDecimal price(int from);
  }

  @Override
  public Integer call() throws IOException {
    if (batch < 1 || batch > 10_000 || !seconds(warmupSeconds) || !seconds(measuredSeconds)) {
      spec.commandLine()
          .getErr()
          .println("--batch is from 1 to 10000, --warmup and --seconds from 1 to 600");
      return 1;
    }
    try (GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults())) {
      ScriptVersion version = version(engine);
      if (scripted(engine, version, 7).compareTo(java(7)) != 0) {
        spec.commandLine().getErr().println("The script and the rule in Java differ.");
        return 1;
      }
      double script = rate(from -> scripted(engine, version, from));
      double java = rate(this::java);
      report(engine.runtime(), script, java);
    }
    return 0;
  }

  private static boolean seconds(int seconds) {
    return seconds >= 1 && seconds <= MOST_SECONDS;
  }

  private static ScriptVersion version(ScriptEngine engine) {
    String source =
        BuiltInScripts.all().stream()
            .filter(script -> script.name().equals("llm-tokens"))
            .findFirst()
            .orElseThrow()
            .source();
    ScriptKind kind = engine.check(source);
    return new ScriptVersion(new ScriptId("script_bench"), "llm-tokens", 1, "bench", kind, source);
  }

  private static int inputTokens(int i) {
    return 100 + i % 4_000;
  }

  private static int outputTokens(int i) {
    return 1 + i % 700;
  }

  private BigDecimal scripted(ScriptEngine engine, ScriptVersion version, int from) {
    List<ScriptInput> inputs = new ArrayList<>(batch);
    for (int i = from; i < from + batch; i++) {
      inputs.add(new ScriptInput(event(i), PARAMS, "{}"));
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (ScriptOutcome outcome : engine.evaluate(version, inputs)) {
      if (!(outcome instanceof ScriptOutcome.Priced priced)) {
        throw new BenchException("The script failed: " + outcome);
      }
      sum = sum.add(priced.amount());
    }
    return sum;
  }

  private static String event(int i) {
    return "{\"quantity\":\"1\",\"properties\":{\"model\":\"gpt-4o\",\"input_tokens\":\""
        + inputTokens(i)
        + "\",\"output_tokens\":\""
        + outputTokens(i)
        + "\"},\"event_name\":\"llm.call\",\"event_id\":\"e"
        + i
        + "\",\"timestamp\":\"2026-01-31T12:00:00Z\"}";
  }

  private BigDecimal java(int from) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = from; i < from + batch; i++) {
      sum =
          sum.add(line(Integer.toString(inputTokens(i)), INPUT_PRICE))
              .add(line(Integer.toString(outputTokens(i)), OUTPUT_PRICE));
    }
    return sum;
  }

  private static BigDecimal line(String tokens, BigDecimal perMillion) {
    return new BigDecimal(tokens).multiply(perMillion.multiply(MILLIONTH));
  }

  /** Returns evaluations a second, after the warm-up. */
  private double rate(Way way) {
    run(way, warmupSeconds);
    return run(way, measuredSeconds);
  }

  private double run(Way way, int seconds) {
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    long done = 0;
    int positive = 0;
    while (System.nanoTime() < end) {
      positive += way.price((int) (done % 1_000_000)).signum();
      done += batch;
    }
    if (positive * (long) batch != done) {
      throw new BenchException("A batch cost nothing.");
    }
    return done * 1e9 / (System.nanoTime() - start);
  }

  private void report(String runtime, double script, double java) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-12s %14s   (%s runtime, batches of %d)%n", "", "evaluations/s", runtime, batch);
    out.printf(Locale.ROOT, "%-12s %,14.0f%n", "script", script);
    out.printf(Locale.ROOT, "%-12s %,14.0f%n", "java", java);
    out.printf(Locale.ROOT, "%-12s %14.3f%n", "ratio", script / java);
    out.flush();
    if (json != null) {
      JsonObject all =
          new JsonObject()
              .put("measurement", "script")
              .put("runtime", runtime)
              .put("batch", batch)
              .put("seconds", measuredSeconds)
              .put("script_per_second", script)
              .put("java_per_second", java)
              .put("ratio", script / java);
      Files.writeString(json, all.encodePrettily() + "\n");
    }
  }
}
