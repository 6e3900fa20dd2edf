package io.pricewright.gateway.testing;

import io.pricewright.rules.script.worker.WorkerEngine;

/** What runs the unpublished scripts of all nodes of a test process; its workers end with it. */
public final class TestWorkers {
  public static final WorkerEngine SHARED = new WorkerEngine();

  private TestWorkers() {}
}
