package io.pricewright.gateway.bench;

import io.pricewright.gateway.script.RuntimeClasses;
import io.pricewright.gateway.script.ScriptWorkers;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.Proofs;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rules.script.hostile.HostileScript;
import io.pricewright.rules.script.hostile.HostileScripts;
import io.pricewright.rules.script.worker.ProbationEngine;
import io.pricewright.rules.script.worker.WorkerEngine;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The process of {@link HostileCommand}: prints a table, ends with 0 when all is well. Each script
 * is tried as on a node: as a draft, read and evaluated behind the process wall; and, if it can be
 * published, as a published version, twice.
 */
final class HostileRun {
  private static final int GIVE_UP_SECONDS = 20;
  private static final long STACK = 4L << 20;

  private final ScriptWorkers workers = ScriptWorkers.make();
  private final WorkerEngine drafts = workers.drafts();
  private final GraalScriptEngine here;
  private final ProbationEngine live;
  private final int mostMs;
  private int tried;
  private int wrong;
  private int late;
  private int left;

  private HostileRun(int mostMs) {
    this.mostMs = mostMs;
    Proofs proofs = new Proofs(ScriptLimits.defaults().cachedScripts(), Set.of());
    here = new GraalScriptEngine(ScriptLimits.defaults(), proofs);
    live = new ProbationEngine(here, workers.newVersions(), proofs);
    workers.prepare();
  }

  /** Runs. Arguments: names, calm seconds, most milliseconds. */
  public static void main(String[] arguments) throws InterruptedException {
    RuntimeClasses.load();
    HostileRun run = new HostileRun(Integer.parseInt(arguments[2]));
    int status = run.run(arguments[0], Integer.parseInt(arguments[1]));
    // A thread that was left running would keep the process alive.
    Runtime.getRuntime().halt(status);
  }

  private int run(String only, int calmSeconds) throws InterruptedException {
    List<HostileScript> chosen = HostileScripts.named(only);
    double loadBefore = load();
    try (Bystander bystander = new Bystander(live)) {
      warm(calmSeconds);
      long[] calm = during(bystander, calmSeconds);
      System.out.printf(
          "%-40s %-16s %-16s %6s %-16s %6s%n",
          "script", "stated", "as a draft", "ms", "as published", "ms");
      bystander.taken();
      List<Tried> asDrafts = chosen.stream().map(s -> attack(s, () -> draft(s))).toList();
      long[] drafted = bystander.taken();
      List<Tried> published = published(chosen);
      long[] attacked = bystander.taken();
      print(asDrafts, published);
      // Again, when the compilers of a young process have made of it what they will.
      published(chosen);
      long[] again = bystander.taken();
      TimeUnit.SECONDS.sleep(2);
      left += here.stuck() + (bystander.lives() ? 0 : 1);
      report(calm, drafted, attacked, again);
    }
    workers.close();
    System.out.printf(
        Locale.ROOT,
        "load of the machine on %d cores: %.1f before, %.1f after; the run itself makes about 2%n",
        Runtime.getRuntime().availableProcessors(),
        loadBefore,
        load());
    System.out.flush();
    return wrong + late + left == 0 && !chosen.isEmpty() ? 0 : 1;
  }

  private List<Tried> published(List<HostileScript> chosen) {
    return chosen.stream()
        .filter(s -> !s.outcome().equals(HostileScript.PUBLISH_ERROR))
        .map(s -> attack(s, () -> evaluate(s, live)))
        .toList();
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  // As warm as a node that has published a few scripts.
  private void warm(int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int i = 0; System.nanoTime() < end; i++) {
      StringBuilder source = new StringBuilder("export function price(usage) {\n");
      for (int n = 0; n < 200; n++) {
        source.append("  const f").append(n).append(" = x => usage.quantity.plus(").append(i);
        source.append(");\n");
      }
      try {
        drafts.check(source.append("  return [{label: 'x', amount: f0(1)}];\n}").toString());
      } catch (ProblemException e) {
        System.err.println("not as warm as it could be: " + e.getMessage());
      }
    }
  }

  private static long[] during(Bystander bystander, int seconds) throws InterruptedException {
    bystander.taken();
    TimeUnit.SECONDS.sleep(seconds);
    return bystander.taken();
  }

  /** What came of a script, and how long it took. */
  private record Tried(HostileScript script, String outcome, long ms) {
    boolean same() {
      return script.allows(outcome);
    }
  }

  private Tried attack(HostileScript script, Supplier<String> attempt) {
    long began = System.nanoTime();
    CompletableFuture<String> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .stackSize(STACK)
        .name("attacker")
        .start(
            () -> {
              try {
                done.complete(attempt.get());
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
    Tried result = new Tried(script, outcome, (System.nanoTime() - began) / 1_000_000);
    tried++;
    wrong += result.same() ? 0 : 1;
    late += result.ms() > mostMs ? 1 : 0;
    return result;
  }

  private String draft(HostileScript script) {
    try {
      drafts.check(script.source());
    } catch (ProblemException e) {
      return HostileScript.PUBLISH_ERROR;
    }
    return evaluate(script, drafts);
  }

  private static String evaluate(HostileScript script, ScriptEngine engine) {
    return switch (engine.evaluate(script.version(), List.of(script.input())).getFirst()) {
      case ScriptOutcome.Priced priced -> HostileScript.PRICED;
      case ScriptOutcome.Failed failed -> failed.reason();
    };
  }

  private void print(List<Tried> asDrafts, List<Tried> published) {
    for (Tried draft : asDrafts) {
      Tried live =
          published.stream()
              .filter(t -> t.script().equals(draft.script()))
              .findFirst()
              .orElse(null);
      boolean same = draft.same() && (live == null || live.same());
      boolean slow = draft.ms() > mostMs || (live != null && live.ms() > mostMs);
      System.out.printf(
          "%-40s %-16s %-16s %6d %-16s %6s%s%n",
          draft.script().name(),
          draft.script().outcome(),
          draft.outcome(),
          draft.ms(),
          live == null ? "" : live.outcome(),
          live == null ? "" : Long.toString(live.ms()),
          (same ? "" : " WRONG") + (slow ? " LATE" : ""));
    }
  }

  private void report(long[] calm, long[] drafted, long[] attacked, long[] again) {
    System.out.printf(
        Locale.ROOT,
        "%n%d attacks: %d with another outcome, %d over %d ms, %d threads left running, %d workers killed%n",
        tried,
        wrong,
        late,
        mostMs,
        left,
        workers.lost());
    System.out.printf(
        "batch of 100 (%s), ms from its due: %10s %10s %6s %10s %6s %10s %6s%n",
        live.runtime(), "calm", "drafts", "ratio", "published", "ratio", "again", "ratio");
    for (double share : new double[] {0.5, 0.99}) {
      double before = at(calm, share);
      System.out.printf(Locale.ROOT, "p%-43.0f %10.3f", share * 100, before);
      for (long[] times : List.of(drafted, attacked, again)) {
        double ratio = at(times, share) / before;
        System.out.printf(Locale.ROOT, " %10.3f %6.2f", at(times, share), ratio);
      }
      System.out.println();
    }
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
  }
}
