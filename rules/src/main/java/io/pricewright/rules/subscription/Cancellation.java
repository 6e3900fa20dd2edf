package io.pricewright.rules.subscription;

import io.pricewright.rules.id.Coded;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a subscription that is cancelled ends. */
public enum Cancellation implements Coded {
  /** Now; before its start, at its start. */
  IMMEDIATE,
  /** With the billing period at hand; before its start, with the first. */
  END_OF_PERIOD,
  /** At an instant that is named; before its start, at its start. */
  SCHEDULED_DATE;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the end of a subscription that is cancelled at an instant; it never moves a nearer end
   * away.
   *
   * @param span when it is in force as long as nobody ends it
   * @param end when it ends anyway, or null
   * @param at now, or the instant that is named
   */
  public Instant end(ItemSpan span, @Nullable Instant end, Instant at) {
    Instant start = span.start();
    Instant from = at.isAfter(start) ? at : start;
    Instant until = this == END_OF_PERIOD ? span.counted(from).whole().to() : from;
    return end != null && end.isBefore(until) ? end : until;
  }

  /** Returns where the subscription stands from the cancellation on. */
  public SubscriptionStatus status(SubscriptionStatus before) {
    return this == IMMEDIATE ? SubscriptionStatus.CANCELLED : before;
  }
}
