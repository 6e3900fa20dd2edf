package io.pricewright.rules.invoice;

import io.pricewright.rules.id.Coded;

/** What a draft waits for. */
public enum WaitsFor implements Coded {
  /** Its grace: usage may come late. */
  GRACE("grace"),
  /** Tasks that rate the customer's usage anew, or for the first time. */
  TASKS("tasks"),
  /** Events of its time whose price cannot be had. */
  PARKED_EVENTS("parked_events");

  private final String code;

  WaitsFor(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
