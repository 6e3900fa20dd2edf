package io.pricewright.gateway.script;

import io.pricewright.gateway.schema.SubmissionSchema;
import io.pricewright.rules.gate.Gate;
import io.pricewright.rules.gate.GateReport;
import io.pricewright.rules.gate.Submission;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The gate of this node: reads and judges what is not published yet, on script threads of its own,
 * so that nobody who publishes keeps events from being rated.
 */
public final class JudgeScripts implements AutoCloseable {
  /** Longest judgement. */
  private static final Duration AT_MOST = Duration.ofSeconds(20);

  /** One that judges for long, and one for those who are quicker. */
  private static final int THREADS = 2;

  private static final int WAITING = 16;
  private final ScriptPool pool;
  private final ScriptEngine engine;
  private final Gate gate;
  private final boolean required;

  /**
   * Makes the gate.
   *
   * @param engine evaluates drafts: in a server, behind the process wall
   * @param probe the same engine, which sees branches
   * @param required whether scripts that bring neither tests nor manifest are refused
   */
  public JudgeScripts(Vertx vertx, ScriptEngine engine, BranchProbe probe, boolean required) {
    this.pool = new ScriptPool(vertx, THREADS, WAITING);
    this.engine = engine;
    this.gate = gate(engine, probe, AT_MOST);
    this.required = required;
  }

  /** Makes the gate as it is here, for those who judge without a node. */
  public static Gate gate(ScriptEngine engine, BranchProbe probe, Duration atMost) {
    return new Gate(engine, probe, atMost, System::nanoTime);
  }

  /** Returns whether every script must pass. */
  public boolean required() {
    return required;
  }

  /** Says what a draft is; fails with InvalidScript when it breaks the contract. */
  public Future<ScriptKind> check(String source) {
    return pool.run(() -> engine.check(source));
  }

  /** Judges a submission, its parameters by a schema. */
  public Future<GateReport> judge(Submission submission, Json.Obj schema) {
    long seed = ThreadLocalRandom.current().nextLong();
    return pool.run(
        () -> gate.judge(submission, seed).plus(SubmissionSchema.findings(schema, submission)));
  }

  @Override
  public void close() {
    pool.close();
  }
}
