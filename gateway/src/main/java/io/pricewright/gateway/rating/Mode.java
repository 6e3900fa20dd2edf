package io.pricewright.gateway.rating;

/** Why usage is rated, and so whether gates are taken and what it comes to is written. */
public enum Mode {
  /** New events, as they come in. */
  LIVE(true, true),
  /** Hypothetical events: what they would cost now. */
  PREVIEW(false, false),
  /** Stored events: added, taken out, or counted again. */
  RERATE(true, true),
  /** Events to come, for which credit is set aside behind the same gate. */
  HOLD(true, false);

  private final boolean gated;
  private final boolean writes;

  Mode(boolean gated, boolean writes) {
    this.gated = gated;
    this.writes = writes;
  }

  /** Returns whether the customers' gates are taken. */
  public boolean gated() {
    return gated;
  }

  /** Returns whether what was rated is written. */
  public boolean writes() {
    return writes;
  }
}
