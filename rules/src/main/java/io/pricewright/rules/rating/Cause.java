package io.pricewright.rules.rating;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** What made a charge. */
public enum Cause implements Coded {
  /** Events that came in. */
  USAGE,
  /** Stored events that had no price until now. */
  RERATE,
  /** An event that was taken back. */
  VOID,
  /** A whole cell that was counted again. */
  RECOUNT,
  /** No usage but a document, which asks for a price that is fixed. */
  FIXED;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
