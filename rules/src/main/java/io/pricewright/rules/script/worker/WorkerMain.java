package io.pricewright.rules.script.worker;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The worker process: warms up, says with an empty frame that it is ready, then answers questions
 * one by one until its standard input ends. Evaluates on its main thread, and ends itself when that
 * thread does not leave a script that was cancelled.
 */
final class WorkerMain {
  /** How long a cancelled script may stay before the process ends itself. */
  private static final Duration LEAVE = Duration.ofMillis(300);

  private static final int STUCK = 17;

  /** Compiled scripts kept: the heap is for what an evaluation allocates. */
  private static final int SCRIPTS = 32;

  private static final String WARM =
      """
      const rates = {a: '0.1', b: '0.25'};
      const rate = name => name in rates ? rates[name] : '1';
      export function price(usage, params) {
        let sum = Decimal('0');
        for (const name of ['a', 'b', 'c']) sum = sum.plus(usage.quantity.times(rate(name)));
        return [{label: `all of ${name(usage)}`, quantity: usage.quantity, amount: sum.round(2)}];
      }
      function name(usage) { return usage.quantity.gt(params()) ? 'many' : 'few'; }
      function params() { return '3'; }
      """;

  private WorkerMain() {}

  /**
   * Runs. Argument {@code unwatched}, for tests of the wall itself: without inner limits, and not
   * very warm.
   */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT); // Numbers are written for machines, wherever this runs.
    InputStream in = new BufferedInputStream(System.in);
    OutputStream out = System.out;
    // Nobody else may write between the frames.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
    boolean watched = arguments.length == 0;
    ScriptLimits limits = watched ? ScriptLimits.defaults().keeping(SCRIPTS) : unwatched();
    int status = 0;
    try (GraalScriptEngine engine = new GraalScriptEngine(limits)) {
      warm(engine, watched);
      Thread.ofPlatform().daemon().name("script-stuck").start(() -> endWhenStuck(engine));
      Frames.write(out, new byte[0]);
      while (true) {
        Frames.write(out, Messages.answer(answer(engine, Messages.readAsk(Frames.read(in)))));
      }
    } catch (EOFException e) {
      status = 0; // the parent has gone
    } catch (IOException | RuntimeException e) {
      System.err.println("the script worker ends: " + e);
      status = 1;
    }
    Runtime.getRuntime().halt(status);
  }

  // The first script costs a second; the next ones some milliseconds.
  private static void warm(GraalScriptEngine engine, boolean well) {
    List<ScriptInput> inputs =
        Collections.nCopies(30, new ScriptInput("{\"quantity\":\"5\"}", "{}", "{}"));
    for (int i = 0; i < (well ? 3 : 1); i++) {
      String source = WARM + "// " + i;
      ScriptKind kind = engine.check(source);
      engine.evaluate(
          new ScriptVersion(new ScriptId("script_warm"), "warm", 1, "", kind, source), inputs);
    }
    if (well) {
      engine.cover(WARM, inputs.subList(0, 1));
      engine.checkDraft(WARM + "var f = (a, b) => a.b ? [a, {b}] : b(a);\n".repeat(100));
    }
  }

  private static void endWhenStuck(GraalScriptEngine engine) {
    try {
      while (engine.stuck(LEAVE) == 0) {
        Thread.sleep(20);
      }
      Runtime.getRuntime().halt(STUCK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ScriptLimits unwatched() {
    ScriptLimits usual = ScriptLimits.defaults();
    Duration hour = Duration.ofHours(1);
    return new ScriptLimits(
        Integer.MAX_VALUE,
        usual.depth(),
        hour,
        hour,
        1L << 60,
        usual.sourceChars(),
        usual.stringChars(),
        usual.arrayLength(),
        usual.lines(),
        usual.idleRealms(),
        usual.cachedScripts());
  }

  private static Messages.Answer answer(GraalScriptEngine engine, Messages.Ask ask) {
    try {
      return switch (ask) {
        case Messages.Ask.Evaluate e ->
            new Messages.Answer.Outcomes(engine.evaluate(e.version(), e.inputs()));
        case Messages.Ask.Cover c ->
            new Messages.Answer.Covered(engine.cover(c.source(), c.inputs()));
        case Messages.Ask.Check check ->
            new Messages.Answer.Kind(
                check.draft() ? engine.checkDraft(check.source()) : engine.check(check.source()));
      };
    } catch (ProblemException e) {
      if (e.problem() instanceof Problem.InvalidScript invalid) {
        return new Messages.Answer.Invalid(invalid.detail(), invalid.errors());
      }
      throw e;
    }
  }
}
