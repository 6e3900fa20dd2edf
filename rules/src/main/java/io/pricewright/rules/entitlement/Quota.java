package io.pricewright.rules.entitlement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one customer, with all below it, may use of a feature and what is used.
 *
 * @param metered whether its use is counted
 * @param enabled whether there is a right at all
 * @param soft whether use beyond the limit is let through
 * @param limit null: unlimited
 * @param used rated and parked usage of the window at hand
 * @param reserved quantities taken ahead of their use
 * @param resetsAt when the window ends, or the first usage leaves a rolling one; null: never
 */
public record Quota(
    boolean metered,
    boolean enabled,
    boolean soft,
    @Nullable Long limit,
    BigDecimal used,
    BigDecimal reserved,
    @Nullable Instant resetsAt) {
  /** Why an answer is what it is. */
  public enum Reason {
    ALLOWED,
    SOFT_LIMIT_EXCEEDED,
    NOT_ENTITLED,
    DISABLED,
    LIMIT_EXCEEDED;

    /** Returns whether the use may go ahead. */
    public boolean allows() {
      return this == ALLOWED || this == SOFT_LIMIT_EXCEEDED;
    }
  }

  /**
   * An answer.
   *
   * @param reason why
   * @param level which of the quotas decides: the first that denies, else the one with the least
   *     left; -1 when there is none
   */
  public record Verdict(Reason reason, int level) {}

  /** Returns what is left of the limit, at least 0; null: unlimited. */
  public @Nullable BigDecimal left() {
    return limit == null || !metered
        ? null
        : BigDecimal.valueOf(limit).subtract(used).subtract(reserved).max(BigDecimal.ZERO);
  }

  /** Returns the same with more of it reserved. */
  public Quota reserving(BigDecimal quantity) {
    return new Quota(metered, enabled, soft, limit, used, reserved.add(quantity), resetsAt);
  }

  /** Returns whether a quantity more stays within the limit. */
  boolean holds(BigDecimal quantity) {
    return limit == null
        || !metered
        || used.add(reserved).add(quantity).compareTo(BigDecimal.valueOf(limit)) <= 0;
  }

  /**
   * Judges the use of a quantity.
   *
   * @param levels the quotas of the customer and of those above it that have a right to the
   *     feature, nearest first; a customer without a right of its own has that of those above
   */
  public static Verdict judge(List<Quota> levels, BigDecimal quantity) {
    if (levels.isEmpty()) {
      return new Verdict(Reason.NOT_ENTITLED, -1);
    }
    int tightest = 0;
    int over = -1;
    for (int i = 0; i < levels.size(); i++) {
      Quota quota = levels.get(i);
      if (!quota.enabled) {
        return new Verdict(Reason.DISABLED, i);
      }
      if (!quota.holds(quantity)) {
        if (!quota.soft) {
          return new Verdict(Reason.LIMIT_EXCEEDED, i);
        }
        over = over < 0 ? i : over;
      }
      tightest = less(quota.left(), levels.get(tightest).left()) ? i : tightest;
    }
    return over < 0
        ? new Verdict(Reason.ALLOWED, tightest)
        : new Verdict(Reason.SOFT_LIMIT_EXCEEDED, over);
  }

  private static boolean less(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a != null && (b == null || a.compareTo(b) < 0);
  }
}
