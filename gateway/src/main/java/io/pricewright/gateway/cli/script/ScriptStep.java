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
public abstract class ScriptStep implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private CommandSpec spec;

  /** Does the work; returns the exit code. */
  protected abstract int run() throws InterruptedException;

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
    return failed();
  }

  /** Returns the exit code of a command that could not do its work. */
  protected int failed() {
    return 1;
  }

  /** Prints a line. */
  protected final void say(String line) {
    spec.commandLine().getOut().println(line);
  }

  /** Prints a part of a line at once. */
  protected final void print(String part) {
    spec.commandLine().getOut().print(part);
    spec.commandLine().getOut().flush();
  }

  /** Returns a text in green. */
  protected static String good(String text) {
    return coloured("green", text);
  }

  /** Returns a text in red. */
  protected static String bad(String text) {
    return coloured("red", text);
  }

  /** Returns a text that steps back. */
  protected static String faint(String text) {
    return coloured("faint", text);
  }

  /** Colours a text on a terminal, and leaves it alone elsewhere. */
  private static String coloured(String style, String text) {
    return Ansi.AUTO.enabled() ? Ansi.AUTO.string("@|" + style + " " + text + "|@") : text;
  }
}
