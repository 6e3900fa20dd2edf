package io.pricewright.rules.billing;

import io.pricewright.rules.id.Coded;

/** What an amount of a line item and service period is for. */
public enum AmountKind implements Coded {
  /** The period itself, whatever is used. */
  FIXED("fixed"),
  /** Usage, up to the commitment where there is one. */
  USAGE("usage"),
  /** Usage beyond the commitment. */
  OVERAGE("overage"),
  /** What usage stays below the commitment. */
  TRUE_UP("true_up");

  private final String code;

  AmountKind(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
