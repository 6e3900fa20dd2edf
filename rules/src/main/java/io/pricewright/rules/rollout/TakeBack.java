package io.pricewright.rules.rollout;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** How a rollout's version is taken back from those who have it. */
public enum TakeBack implements Coded {
  /** It holds until now. */
  NOW,
  /** As if it had never held; the difference is booked. */
  REPRICE;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
