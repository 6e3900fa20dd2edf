package io.pricewright.rules.reconciliation;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** Why two figures of a customer's books differ, where they may. */
public enum Reason implements Coded {
  /** Events that wait for a price: they cost nothing yet. */
  PARKED,
  /** Events that nothing prices. */
  UNMATCHED,
  /** What was corrected: events that were taken back, amounts that were worked out again. */
  ADJUSTED,
  /** Charged in a period that is open, or whose document waits: it is asked when it is due. */
  NOT_DUE,
  /** Charged in a period after it was asked: the next document asks it. */
  LATE,
  /** Charged in a period from before documents were made here. */
  ELSEWHERE,
  /** Asked by a document that was voided. */
  WAIVED;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
