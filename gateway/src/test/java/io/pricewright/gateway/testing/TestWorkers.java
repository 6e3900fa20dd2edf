package io.pricewright.gateway.testing;

import io.pricewright.gateway.script.ScriptWorkers;

/** The script processes of all nodes of a test process; they end with it. */
public final class TestWorkers {
  public static final ScriptWorkers SHARED = ScriptWorkers.make();

  private TestWorkers() {}
}
