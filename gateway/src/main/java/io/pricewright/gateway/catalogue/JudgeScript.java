package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.script.JudgeScripts;
import io.pricewright.rules.gate.GateReport;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptKind;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes linked scripts to the gate. Takes seconds, on the gate's own thread; holds no transaction.
 *
 * <p>Fails with {@code InvalidScript} (the text breaks the contract) and {@code Unavailable} (too
 * many wait).
 */
final class JudgeScript {
  private final JudgeScripts gate;

  /**
   * What was found.
   *
   * @param report what the gate said; null: it was not asked
   */
  record Tried(ScriptKind kind, @Nullable GateReport report) {}

  JudgeScript(JudgeScripts gate) {
    this.gate = gate;
  }

  /** Tries a script; a library, and one that brings nothing to be judged by, is only compiled. */
  Future<Tried> attempt(int tenant, WrittenScript script) {
    return gate.check(tenant, script.source())
        .compose(
            kind ->
                kind == ScriptKind.LIBRARY || script.ungated()
                    ? Future.succeededFuture(new Tried(kind, null))
                    : gate.judge(tenant, script.submission(), script.schema())
                        .map(report -> new Tried(kind, report)));
  }

  /** Tries a script, and fails with {@code GateFailed} when it may not be published. */
  Future<PublishScript.Command> admit(int tenant, WrittenScript script) {
    return attempt(tenant, script).map(tried -> admitted(script, tried));
  }

  private PublishScript.Command admitted(WrittenScript script, Tried tried) {
    GateReport report = tried.report();
    if (report != null && !report.passed()) {
      throw new ProblemException(GateVerdict.failed(report));
    }
    if (report == null && tried.kind() != ScriptKind.LIBRARY && gate.required()) {
      throw new ProblemException(
          new Problem.GateFailed(
              "This server publishes only what passes the gate: send tests and manifest beside the"
                  + " source.",
              List.of(
                  new FieldError("/tests", "required", "Give tests that take every branch."),
                  new FieldError("/manifest", "required", "Give laws and samples."))));
    }
    return new PublishScript.Command(
        script, tried.kind(), report == null ? GateVerdict.UNGATED : report.toJson());
  }
}
