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

  /** Evaluations out of steps after which smaller inputs are not looked for any more. */
  private static final int TIRED = 20;

  /** Evaluations out of steps after which the script is not judged further. */
  private static final int MOST_EXHAUSTED = 40;

  /** Evaluations out of time or memory after which it is not: each may cost a process. */
  private static final int MOST_STOPPED = 3;

  private final ScriptEngine engine;
  private final ScriptVersion version;
  private final LongSupplier nanoTime;
  private final long beganNanos;
  private final long atMostNanos;
  private final Map<String, Finding> found = new LinkedHashMap<>();
  private long[] steps = new long[256];
  private int priced;
  private int evaluations;
  private int exhausted;
  private int stopped;
  private boolean triedLaws;

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
      if (nanoTime.getAsLong() - beganNanos > atMostNanos || hopeless()) {
        throw new OutOfTime();
      }
      List<ScriptOutcome> some =
          engine.evaluate(version, inputs.subList(from, Math.min(inputs.size(), from + CHUNK)));
      some.forEach(this::count);
      outcomes.addAll(some);
    }
    return outcomes;
  }

  private synchronized boolean hopeless() {
    return exhausted > MOST_EXHAUSTED || stopped >= MOST_STOPPED;
  }

  /** Returns whether so many evaluations took too long that it is not worth another look. */
  synchronized boolean tired() {
    return exhausted > TIRED || stopped > 0;
  }

  private synchronized void count(ScriptOutcome outcome) {
    evaluations++;
    if (outcome instanceof ScriptOutcome.Failed failed) {
      stopped += failed.isStopped() ? 1 : 0;
      exhausted += failed.isExhausted() ? 1 : 0;
    }
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

  /** Notes that the prices of a sample were held against the laws. */
  void triesLaws() {
    triedLaws = true;
  }

  boolean triedLaws() {
    return triedLaws;
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
