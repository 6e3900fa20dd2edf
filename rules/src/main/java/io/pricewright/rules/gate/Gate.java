package io.pricewright.rules.gate;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Judges a script before it is published. The sum of charges is right for any deterministic
 * function, so this is where the function itself is questioned. Blocks, for as long as it is given;
 * call it on a platform thread.
 */
public final class Gate {
  private final ScriptEngine engine;
  private final BranchProbe probe;
  private final Duration atMost;
  private final LongSupplier nanoTime;

  /**
   * Makes a gate.
   *
   * @param engine evaluates
   * @param probe sees branches
   * @param atMost time of one judgement; what is not judged by then is refused
   * @param nanoTime a clock that only goes forward
   */
  public Gate(ScriptEngine engine, BranchProbe probe, Duration atMost, LongSupplier nanoTime) {
    this.engine = engine;
    this.probe = probe;
    this.atMost = atMost;
    this.nanoTime = nanoTime;
  }

  /**
   * Judges a submission.
   *
   * @param seed of everything random
   * @throws io.pricewright.rules.problem.ProblemException with InvalidScript when the source breaks
   *     the contract
   */
  public GateReport judge(Submission submission, long seed) {
    ScriptKind kind = engine.checkDraft(submission.source());
    Trial trial =
        new Trial(
            engine,
            new ScriptVersion(
                new ScriptId("script_gate"), "gate", 1, "gate", kind, submission.source()),
            atMost,
            nanoTime);
    Manifest manifest = new Manifest(submission.manifest(), kind, submission.tests());
    manifest.findings().forEach(trial::note);
    TestCheck tests = new TestCheck(trial, probe);
    try {
      tests.check(submission.tests());
      Random random = new Random(seed);
      for (Sample sample : manifest.samples()) {
        new LawCheck(trial, manifest, random).check(sample);
        new DeliveryCheck(trial, manifest.largest(), random).check(sample);
      }
      new RepeatCheck(trial, random).check(manifest.samples(), manifest.largest(), tests.inputs());
    } catch (Trial.OutOfTime e) {
      trial.note(
          "time",
          "the script was not judged within %d s, or too many of its evaluations took too long: make it take fewer steps, or give fewer samples and tests"
              .formatted(atMost.toSeconds()),
          null);
    }
    return report(seed, trial, manifest, tests);
  }

  private static GateReport report(long seed, Trial trial, Manifest manifest, TestCheck tests) {
    List<Finding> findings = new ArrayList<>(trial.found().values());
    return new GateReport(
        seed,
        tests.results(),
        tests.branches(),
        trial.maxSteps(),
        trial.medianSteps(),
        trial.evaluations(),
        manifest.judged(trial.found(), trial.triedLaws()),
        findings);
  }
}
