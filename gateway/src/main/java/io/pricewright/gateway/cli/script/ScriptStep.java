package io.pricewright.gateway.cli.script;

import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands share: where they print, and how they fail. */
abstract class ScriptStep implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private CommandSpec spec;

  /** Does the work; returns the exit code. */
  abstract int run() throws InterruptedException;

  @Override
  public final Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return run();
    } catch (CliException e) {
      err.println("pricewright: " + e.getMessage());
    } catch (ProblemException e) {
      err.println("pricewright: " + e.problem().detail());
      if (e.problem() instanceof Problem.InvalidScript invalid) {
        for (FieldError error : invalid.errors()) {
          err.println("  " + error.detail());
        }
      }
    } finally {
      spec.commandLine().getOut().flush();
      err.flush();
    }
    return 1;
  }

  final void say(String line) {
    spec.commandLine().getOut().println(line);
  }

  final void print(String part) {
    spec.commandLine().getOut().print(part);
    spec.commandLine().getOut().flush();
  }

  static String good(String text) {
    return coloured("green", text);
  }

  static String bad(String text) {
    return coloured("red", text);
  }

  static String faint(String text) {
    return coloured("faint", text);
  }

  /** Colours a text on a terminal, and leaves it alone elsewhere. */
  private static String coloured(String style, String text) {
    return Ansi.AUTO.enabled() ? Ansi.AUTO.string("@|" + style + " " + text + "|@") : text;
  }
}
