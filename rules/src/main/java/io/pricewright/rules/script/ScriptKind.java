package io.pricewright.rules.script;

import io.pricewright.rules.id.Coded;

/** The entry point of a script. */
public enum ScriptKind implements Coded {
  /** {@code price(usage, params, context)}: the price of so much usage, cumulative over a cell. */
  CUMULATIVE,
  /** {@code rate(event, params, context)}: the price of one event alone. */
  PER_EVENT,
  /**
   * {@code price(usage, params, context)} beside {@code export const sees = 'all'}: the price of
   * all buckets and groups of a line item together.
   */
  ALL_CELLS,
  /** {@code 'use library'}: functions and constants that scripts import; it prices nothing. */
  LIBRARY;

  @Override
  public String code() {
    return name();
  }
}
