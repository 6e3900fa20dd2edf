package io.pricewright.gateway.bench;

import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rules.script.hostile.HostileScript;
import io.pricewright.rules.script.hostile.HostileScripts;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The process of {@link HostileCommand}: prints a table, ends with 0 when all is well. */
final class HostileRun {
  private static final int GIVE_UP_SECONDS = 20;

  private final GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults());
  private final int mostMs;
  private int scripts;
  private int wrong;
  private int late;
  private int left;

  private HostileRun(int mostMs) {
    this.mostMs = mostMs;
  }

  /** Runs. Arguments: names, calm seconds, most milliseconds. */
  public static void main(String[] arguments) throws InterruptedException {
    HostileRun run = new HostileRun(Integer.parseInt(arguments[2]));
    int status = run.run(arguments[0], Integer.parseInt(arguments[1]));
    // A thread that was left running would keep the process alive.
    Runtime.getRuntime().halt(status);
  }

  private int run(String only, int calmSeconds) throws InterruptedException {
    List<HostileScript> chosen =
        HostileScripts.all().stream().filter(s -> s.name().matches(only)).toList();
    try (Bystander bystander = new Bystander(engine)) {
      warm(calmSeconds);
      bystander.taken();
      TimeUnit.SECONDS.sleep(calmSeconds);
      long[] calm = bystander.taken();
      System.out.printf("%-40s %-20s %-20s %6s%n", "script", "expected", "outcome", "ms");
      chosen.forEach(this::attack);
      long[] attacked = bystander.taken();
      TimeUnit.SECONDS.sleep(2);
      left += engine.stuck() + (bystander.lives() ? 0 : 1);
      report(calm, attacked);
    }
    System.out.flush();
    return wrong + late + left == 0 && !chosen.isEmpty() ? 0 : 1;
  }

  // The compiler is as warm as on a node that has published a few scripts.
  private void warm(int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int i = 0; System.nanoTime() < end; i++) {
      StringBuilder source = new StringBuilder("export function price(usage) {\n");
      for (int n = 0; n < 200; n++) {
        source.append("  const f").append(n).append(" = x => usage.quantity.plus(").append(i);
        source.append(");\n");
      }
      String whole = source.append("  return [{label: 'x', amount: f0(1)}];\n}").toString();
      engine.check(whole);
    }
  }

  private void attack(HostileScript script) {
    long began = System.nanoTime();
    CompletableFuture<String> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("attacker")
        .start(
            () -> {
              try {
                done.complete(outcome(script));
              } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
              }
            });
    String outcome;
    try {
      outcome = done.orTimeout(GIVE_UP_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      outcome = String.valueOf(e.getCause());
      left++;
    }
    long ms = (System.nanoTime() - began) / 1_000_000;
    scripts++;
    boolean same = outcome.equals(script.outcome());
    wrong += same ? 0 : 1;
    late += ms > mostMs ? 1 : 0;
    System.out.printf(
        "%-40s %-20s %-20s %6d%s%n",
        script.name(),
        script.outcome(),
        outcome,
        ms,
        (same ? "" : " WRONG") + (ms > mostMs ? " LATE" : ""));
  }

  private String outcome(HostileScript script) {
    try {
      engine.check(script.source());
    } catch (ProblemException e) {
      return HostileScript.PUBLISH_ERROR;
    }
    return switch (engine.evaluate(script.version(), List.of(script.input())).getFirst()) {
      case ScriptOutcome.Priced priced -> HostileScript.PRICED;
      case ScriptOutcome.Failed failed -> failed.reason();
    };
  }

  private void report(long[] calm, long[] attacked) {
    System.out.printf(
        Locale.ROOT,
        "%n%d scripts: %d with another outcome, %d over %d ms, %d threads left running%n",
        scripts,
        wrong,
        late,
        mostMs,
        left);
    System.out.printf(
        "bystander, ms a batch of 100 (%s): %10s %10s %8s%n",
        engine.runtime(), "calm", "attacked", "ratio");
    for (double share : new double[] {0.5, 0.99}) {
      double before = at(calm, share);
      double during = at(attacked, share);
      System.out.printf(
          Locale.ROOT,
          "p%-43.0f %10.3f %10.3f %8.2f%n",
          share * 100,
          before,
          during,
          during / before);
    }
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
  }
}
