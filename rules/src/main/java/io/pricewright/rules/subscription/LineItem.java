package io.pricewright.rules.subscription;

import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PriceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription line item: a price's lineage attached to a subscription.
 *
 * @param no number, unique in the environment; part of every cell's key
 * @param id {@code subs_line_...}
 * @param lineageId the lineage whose version in force prices usage
 * @param pinnedPriceId set with an override: only this version prices, whatever comes later
 * @param overrideParams parameters that replace the pinned version's, or null
 * @param start first instant whose usage is money
 * @param end first instant whose usage is not, or null
 * @param trialEnd until when usage is free and counted apart, after the start; null: no trial
 * @param clock its billing periods: the price's length, whatever the subscription's is
 * @param allowance usage of each period that the entitlement includes; null without one, and {@link
 *     #UNLIMITED} when all of it is
 * @param assignments spans that rollouts price, oldest first: of several the last holds
 */
public record LineItem(
    LineItemNo no,
    LineItemId id,
    LineageId lineageId,
    @Nullable PriceId pinnedPriceId,
    @Nullable String overrideParams,
    Instant start,
    @Nullable Instant end,
    @Nullable Instant trialEnd,
    BillingClock clock,
    @Nullable BigDecimal allowance,
    List<Assignment> assignments) {
  /** The allowance of an unlimited entitlement. */
  public static final BigDecimal UNLIMITED = BigDecimal.TEN.pow(60);

  public LineItem {
    assignments = List.copyOf(assignments);
  }

  /** Makes a line item without a trial that no rollout reached. */
  public LineItem(
      LineItemNo no,
      LineItemId id,
      LineageId lineageId,
      @Nullable PriceId pinnedPriceId,
      @Nullable String overrideParams,
      Instant start,
      @Nullable Instant end,
      BillingClock clock,
      @Nullable BigDecimal allowance) {
    this(
        no,
        id,
        lineageId,
        pinnedPriceId,
        overrideParams,
        start,
        end,
        null,
        clock,
        allowance,
        List.of());
  }

  /** Returns it with other assignments. */
  public LineItem with(List<Assignment> others) {
    return new LineItem(
        no,
        id,
        lineageId,
        pinnedPriceId,
        overrideParams,
        start,
        end,
        trialEnd,
        clock,
        allowance,
        others);
  }

  /** Returns when it is in force, and what cuts that time. */
  public ItemSpan span() {
    return new ItemSpan(clock, start, end, trialEnd);
  }

  /** Returns whether usage at an instant belongs to this line item. */
  public boolean covers(Instant at) {
    return !at.isBefore(start) && (end == null || at.isBefore(end));
  }
}
