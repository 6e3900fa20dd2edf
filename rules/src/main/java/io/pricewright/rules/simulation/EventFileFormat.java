package io.pricewright.rules.simulation;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** How a file of events is written. */
public enum EventFileFormat implements Coded {
  /** With a header line. */
  CSV,
  /** A JSON object a line. */
  NDJSON;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
