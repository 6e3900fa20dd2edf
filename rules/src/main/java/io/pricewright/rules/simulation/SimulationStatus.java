package io.pricewright.rules.simulation;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** Where a simulation stands. */
public enum SimulationStatus implements Coded {
  /** A node computes it, or will take it over. */
  RUNNING,
  /** Its report is there. */
  DONE,
  /** It ended without a report. */
  FAILED,
  /** It was ended by its owner. */
  CANCELLED;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
