package io.pricewright.rules.script.worker;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;

/**
 * The worker process: says with an empty frame that it is ready, then answers questions one by one
 * until its standard input ends. Evaluates on its main thread.
 */
final class WorkerMain {
  private WorkerMain() {}

  /** Runs. Argument {@code unwatched}, for tests of the wall itself: without inner limits. */
  public static void main(String[] arguments) throws IOException {
    InputStream in = new BufferedInputStream(System.in);
    OutputStream out = System.out;
    // Nobody else may write between the frames.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
    ScriptLimits limits = arguments.length > 0 ? unwatched() : ScriptLimits.defaults();
    int status = 0;
    try (GraalScriptEngine engine = new GraalScriptEngine(limits)) {
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
    return switch (ask) {
      case Messages.Ask.Evaluate e ->
          new Messages.Answer.Outcomes(engine.evaluate(e.version(), e.inputs()));
      case Messages.Ask.Check check -> check(engine, check.source());
    };
  }

  private static Messages.Answer check(GraalScriptEngine engine, String source) {
    try {
      return new Messages.Answer.Kind(engine.check(source));
    } catch (ProblemException e) {
      if (e.problem() instanceof Problem.InvalidScript invalid) {
        return new Messages.Answer.Invalid(invalid.detail(), invalid.errors());
      }
      throw e;
    }
  }
}
