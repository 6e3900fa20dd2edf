package io.pricewright.gateway.script;

import io.pricewright.gateway.schema.SubmissionSchema;
import io.pricewright.rules.gate.Gate;
import io.pricewright.rules.gate.GateReport;
import io.pricewright.rules.gate.Submission;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.worker.AllottedEngine;
import io.pricewright.rules.script.worker.WorkerEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The gate of this node: reads and judges what is not published yet, on script threads of its own,
 * so that nobody who publishes keeps events from being rated. Tenants take turns, and a judgement
 * has a few seconds of the worker's time.
 */
public final class JudgeScripts implements AutoCloseable {
  /** Processor time of the worker that one judgement takes at most. */
  private static final Duration AT_MOST = Duration.ofSeconds(4);

  /** The same where others keep the processors busy. */
  private static final Duration WALL = Duration.ofSeconds(12);

  /** Tenants whose scripts are judged at once; they take turns at the worker. */
  private static final int THREADS = 4;

  private static final int WAITING_OF_ONE = 8;
  private static final int WAITING = 64;
  private final FairPool pool;
  private final WorkerEngine drafts;
  private final boolean required;

  /**
   * Makes the gate.
   *
   * @param drafts evaluates drafts, behind the process wall
   * @param required whether scripts that bring neither tests nor manifest are refused
   */
  public JudgeScripts(Vertx vertx, WorkerEngine drafts, boolean required) {
    this.pool = new FairPool(vertx, THREADS, WAITING_OF_ONE, WAITING);
    this.drafts = drafts;
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

  private AllottedEngine allotted() {
    return drafts.within(AT_MOST, WALL, System::nanoTime);
  }

  /** Says what a tenant's draft is; fails with InvalidScript when it breaks the contract. */
  public Future<ScriptKind> check(int tenant, String source) {
    return pool.run(tenant, () -> allotted().checkDraft(source));
  }

  /** Judges a tenant's submission, its parameters by a schema. */
  public Future<GateReport> judge(int tenant, Submission submission, Json.Obj schema) {
    long seed = ThreadLocalRandom.current().nextLong();
    return pool.run(
        tenant,
        () -> {
          AllottedEngine engine = allotted();
          return new Gate(engine, engine, AT_MOST, engine::nanos)
              .judge(submission, seed)
              .plus(SubmissionSchema.findings(schema, submission));
        });
  }

  @Override
  public void close() {
    pool.close();
  }
}
