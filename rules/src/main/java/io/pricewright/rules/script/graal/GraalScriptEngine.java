package io.pricewright.rules.script.graal;

import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.LeastUsed;
import io.pricewright.rules.script.Proofs;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;

/**
 * The script engine on GraalJS. Thread-safe; one per process is enough. Runs on platform threads
 * only, because allocation cannot be watched on virtual ones.
 *
 * <p>Two lanes that share no code: a version is interpreted until it has proven itself ({@link
 * Proofs}); then it is compiled. Compiling what attacks would take the cores, and would undo what
 * was compiled for others.
 */
public final class GraalScriptEngine implements ScriptEngine, BranchProbe {
  private static final Duration LEAVE = Duration.ofSeconds(2);

  private final Engine engine;
  private final Engine porch;
  private final ScriptCompiler compiler;
  private final RealmPool realms;
  private final RealmPool porchRealms;
  private final Watchdog watchdog;

  /** By the author's text. */
  private final Map<String, CompiledScript> compiled;

  private final Proofs proofs;

  /** Starts an engine that trusts nobody yet. */
  public GraalScriptEngine(ScriptLimits limits) {
    this(limits, new Proofs(limits.cachedScripts(), Set.of()));
  }

  /**
   * Starts an engine.
   *
   * @param limits bounds of every evaluation
   * @param proofs tells what may be compiled, and hears of every evaluation
   */
  public GraalScriptEngine(ScriptLimits limits, Proofs proofs) {
    this.proofs = proofs;
    Confinement.checkPermissions();
    engine = Confinement.engine();
    porch = isInterpreter(engine) ? engine : Confinement.interpreting();
    compiler = new ScriptCompiler(porch, limits);
    realms = new RealmPool(engine, limits);
    porchRealms = porch == engine ? realms : new RealmPool(porch, limits);
    watchdog = new Watchdog(limits);
    compiled = LeastUsed.map(limits.cachedScripts());
  }

  @Override
  public ScriptKind check(String source) {
    // Kept, because what is checked is evaluated next.
    return compiled(source).kind();
  }

  @Override
  public ScriptKind checkDraft(String source) {
    CompiledScript draft = compiler.compileDraft(sha256(source), source);
    synchronized (compiled) {
      compiled.put(source, draft); // Kept, because what is checked is evaluated next.
    }
    return draft.kind();
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("scripts run on platform threads of the script pool only");
    }
    if (inputs.isEmpty()) {
      return List.of();
    }
    BatchCall batch = new BatchCall(inputs);
    try {
      CompiledScript script = compiled(version.source());
      RealmPool lane = proofs.of(version.source()) == Proofs.Standing.PROVEN ? realms : porchRealms;
      while (!batch.done()) {
        runInRealm(lane, script, batch);
      }
      proofs.note(version.source(), batch.outcomes());
    } catch (ProblemException e) {
      batch.failRest("script_error", e.problem().detail());
    }
    return batch.outcomes();
  }

  @Override
  public Coverage cover(String source, List<ScriptInput> inputs) {
    ScriptCompiler.Covered covered = compiler.compileForCoverage(sha256(source), source);
    BatchCall batch = new BatchCall(inputs);
    while (!batch.done()) {
      runInRealm(porchRealms, covered.script(), batch);
    }
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i < covered.branches().size(); i++) {
      Branch branch = covered.branches().get(i);
      branches.add(
          new Branch(branch.line(), branch.column(), branch.what(), batch.branches().get(i)));
    }
    return new Coverage(batch.outcomes(), branches);
  }

  private CompiledScript compiled(String source) {
    synchronized (compiled) {
      CompiledScript script = compiled.get(source);
      if (script != null) {
        return script;
      }
    }
    CompiledScript made = compiler.compile(sha256(source), source);
    synchronized (compiled) {
      compiled.put(source, made);
    }
    return made;
  }

  private void runInRealm(RealmPool lane, CompiledScript script, BatchCall batch) {
    Realm realm = lane.take();
    batch.forget();
    try (Watchdog.Watch watch = watchdog.watch(realm, lane, batch)) {
      while (!batch.done() && !realm.dead()) {
        runOn(realm, script, batch, watch);
      }
      if (watch.verdict() != null) {
        realm.abandon();
      }
    } finally {
      lane.giveBack(realm);
    }
  }

  private static void runOn(
      Realm realm, CompiledScript script, BatchCall batch, Watchdog.Watch watch) {
    try {
      realm.run(script, batch);
    } catch (PolyglotException e) {
      new FailureReader(realm, script, watch).note(e, batch);
    } catch (StackOverflowError e) {
      realm.abandon();
      batch.fail("script_error", "the script ran out of stack: make it less deeply nested");
    }
  }

  private static String sha256(String source) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Returns how many threads have not left a script for 2 s after it was cancelled. Above zero the
   * process should be taken out of service and started anew: such a thread cannot be ended.
   */
  public int stuck() {
    return stuck(LEAVE);
  }

  /** Returns how many threads have not left a script for so long after it was cancelled. */
  public int stuck(Duration longerThan) {
    long now = System.nanoTime();
    int stuck = realms.stuck(longerThan, now);
    return porchRealms == realms ? stuck : stuck + porchRealms.stuck(longerThan, now);
  }

  /** Returns the realms of versions that are not proven. */
  RealmPool pool() {
    return porchRealms;
  }

  /** Returns how many threads are in cancelled realms. */
  int leaving() {
    return realms.leaving() + (porchRealms == realms ? 0 : porchRealms.leaving());
  }

  @Override
  public String runtime() {
    return isInterpreter(engine) ? "interpreter" : "optimizing";
  }

  private static boolean isInterpreter(Engine engine) {
    return engine.getImplementationName().contains("Interpreted");
  }

  @Override
  public void close() {
    watchdog.close();
    realms.close();
    porchRealms.close();
    compiler.close();
    engine.close(true);
    porch.close(true);
  }
}
