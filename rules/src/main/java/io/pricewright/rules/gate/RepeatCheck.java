package io.pricewright.rules.gate;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Evaluates the same inputs twice: in order, and shuffled on another thread at the same time, which
 * is another context of the engine. Amounts, lines and steps must be the same.
 */
final class RepeatCheck {
  private final Trial trial;
  private final Random random;

  RepeatCheck(Trial trial, Random random) {
    this.trial = trial;
    this.random = random;
  }

  void check(List<Sample> samples, BigDecimal largest, List<ScriptInput> tests) {
    List<ScriptInput> inputs = new ArrayList<>(tests);
    for (Sample sample : samples) {
      for (BigDecimal point : Points.of(sample, largest, random)) {
        inputs.add(
            sample.input(point, sample.perEvent() ? sample.properties(random) : Json.Obj.EMPTY));
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    CompletableFuture<List<ScriptOutcome>> shuffled = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("gate-repeat")
        .start(() -> shuffled.completeAsync(() -> other(inputs, order), Runnable::run));
    List<ScriptOutcome> first = trial.run(inputs);
    compare(inputs, order, first, join(shuffled));
  }

  private List<ScriptOutcome> other(List<ScriptInput> inputs, List<Integer> order) {
    return trial.run(order.stream().map(inputs::get).toList());
  }

  private static List<ScriptOutcome> join(CompletableFuture<List<ScriptOutcome>> outcomes) {
    try {
      return outcomes.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void compare(
      List<ScriptInput> inputs,
      List<Integer> order,
      List<ScriptOutcome> first,
      List<ScriptOutcome> second) {
    for (int i = 0; i < order.size(); i++) {
      int at = order.get(i);
      if (!same(first.get(at), second.get(i))) {
        trial.note(
            "repeatable",
            "the same input gives %s and then %s".formatted(first.get(at), second.get(i)),
            inputs.get(at));
      }
    }
  }

  /** Time-outs are found by another check, and what is behind one in its call is not tried. */
  private static boolean same(ScriptOutcome one, ScriptOutcome other) {
    return one.equals(other) || timedOut(one) || timedOut(other);
  }

  private static boolean timedOut(ScriptOutcome outcome) {
    return outcome instanceof ScriptOutcome.Failed failed
        && failed.reason().equals("script_timeout");
  }
}
