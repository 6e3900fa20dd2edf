package io.pricewright.rules.event;

/** What became of a stored event. The number is what the database holds. */
public enum Outcome {
  /** Counted and priced wherever it matched; the answer says {@code accepted}. */
  RATED(1),
  /**
   * Stored and counted as usage, but not priced on at least one line; re-rating makes up for it.
   */
  PARKED(2),
  /** Stored, but nothing prices it; the reason says why. */
  UNMATCHED(3),
  /** Taken back by the tenant. */
  VOIDED(4);

  private final int number;

  Outcome(int number) {
    this.number = number;
  }

  /** Returns the stored number. */
  public int number() {
    return number;
  }

  /** Returns the outcome of a stored number. */
  public static Outcome of(int number) {
    for (Outcome outcome : values()) {
      if (outcome.number == number) {
        return outcome;
      }
    }
    throw new IllegalStateException("no outcome has number " + number);
  }
}
