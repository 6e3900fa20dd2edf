package io.pricewright.rules.subscription;

import io.pricewright.rules.id.Coded;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a subscription stands. */
public enum SubscriptionStatus implements Coded {
  /** Not begun. */
  DRAFT,
  /** Brings rights and is free until its trial ends. */
  TRIALING,
  /** Brings rights and is billed. */
  ACTIVE,
  /** Over. */
  CANCELLED;

  /** Returns whether a subscription that stands here is in force: on trial, or paid for. */
  public boolean goesOn() {
    return this == TRIALING || this == ACTIVE;
  }

  /** Returns whether a subscription that stands here brings rights at an instant. */
  public boolean bringsRights(Instant start, @Nullable Instant end, Instant at) {
    return goesOn() && !start.isAfter(at) && (end == null || end.isAfter(at));
  }

  /** Returns whether a subscription that stands here has not ended by an instant. */
  public boolean runs(@Nullable Instant end, Instant at) {
    return this != CANCELLED && (end == null || end.isAfter(at));
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
