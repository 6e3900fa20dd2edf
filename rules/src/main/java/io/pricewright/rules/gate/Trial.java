package io.pricewright.rules.gate;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The script on trial: evaluates it within a time, counts its steps, keeps what was found. */
final class Trial implements ScriptEngine {
  private static final int CHUNK = 50;
  private final ScriptEngine engine;
  private final ScriptVersion version;
  private final LongSupplier nanoTime;
  private final long beganNanos;
  private final long atMostNanos;
  private final Map<String, Finding> found = new LinkedHashMap<>();
  private long[] steps = new long[256];
  private int priced;
  private int evaluations;

  /** Returns the author's text. */
  String source() {
    return version.source();
  }

  /** The time is up. */
  static final class OutOfTime extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfTime() {
      super("the gate's time is up", null, false, false);
    }
  }

  Trial(ScriptEngine engine, ScriptVersion version, Duration atMost, LongSupplier nanoTime) {
    this.engine = engine;
    this.version = version;
    this.nanoTime = nanoTime;
    this.beganNanos = nanoTime.getAsLong();
    this.atMostNanos = atMost.toNanos();
  }

  ScriptVersion version() {
    return version;
  }

  /** Evaluates inputs, in chunks so that the time is kept. */
  List<ScriptOutcome> run(List<ScriptInput> inputs) {
    return evaluate(version, inputs);
  }

  ScriptOutcome run(ScriptInput input) {
    return run(List.of(input)).getFirst();
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion ignored, List<ScriptInput> inputs) {
    List<ScriptOutcome> outcomes = new ArrayList<>(inputs.size());
    for (int from = 0; from < inputs.size(); from += CHUNK) {
      if (nanoTime.getAsLong() - beganNanos > atMostNanos) {
        throw new OutOfTime();
      }
      outcomes.addAll(
          engine.evaluate(version, inputs.subList(from, Math.min(inputs.size(), from + CHUNK))));
    }
    outcomes.forEach(this::count);
    return outcomes;
  }

  private synchronized void count(ScriptOutcome outcome) {
    evaluations++;
    if (outcome instanceof ScriptOutcome.Priced price) {
      if (priced == steps.length) {
        steps = Arrays.copyOf(steps, priced * 2);
      }
      steps[priced++] = price.steps();
    }
  }

  /** Keeps a finding, the first of each check. */
  void note(String check, String detail, @Nullable ScriptInput input) {
    found.putIfAbsent(check, new Finding(check, detail, input == null ? null : json(input)));
  }

  void note(Finding finding) {
    found.putIfAbsent(finding.check(), finding);
  }

  boolean noted(String check) {
    return found.containsKey(check);
  }

  Map<String, Finding> found() {
    return found;
  }

  static Json.Obj json(ScriptInput input) {
    return Json.Obj.EMPTY
        .with("subject", JsonReader.parse(input.subject()))
        .with("params", JsonReader.parse(input.params()))
        .with("context", JsonReader.parse(input.context()));
  }

  int evaluations() {
    return evaluations;
  }

  long maxSteps() {
    return Arrays.stream(steps, 0, priced).max().orElse(0);
  }

  long medianSteps() {
    long[] sorted = Arrays.copyOf(steps, priced);
    Arrays.sort(sorted);
    return priced == 0 ? 0 : sorted[priced / 2];
  }

  @Override
  public io.pricewright.rules.script.ScriptKind check(String source) {
    return engine.check(source);
  }

  @Override
  public String runtime() {
    return engine.runtime();
  }

  @Override
  public void close() {
    // The engine belongs to the caller.
  }
}
