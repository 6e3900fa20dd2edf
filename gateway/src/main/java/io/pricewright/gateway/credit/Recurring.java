package io.pricewright.gateway.credit;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.rules.wallet.CreditTerms;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.CreditScheduleRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.subscription.Subscriptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Credits that come with a subscription: what a schedule says together with its credit grant and
 * its subscription.
 *
 * @param schedule when the next are due
 * @param grant what they are
 * @param subscription with what they come
 */
record Recurring(CreditScheduleRow schedule, CreditGrantRow grant, SubscriptionRow subscription) {
  CreditTerms terms() {
    return CreditGrants.terms(grant);
  }

  /** Returns whether no more come at an instant, and none are carried. */
  boolean over(Instant at) {
    return grant.status() != Status.PUBLISHED || terms().over(at) || ended(at);
  }

  private boolean ended(Instant at) {
    return subscription.endDate() == null
        ? subscription.subscriptionStatus() == SubscriptionStatus.CANCELLED
        : CreditTerms.ended(subscription.endDate(), at);
  }

  /** Returns since when what is left of them is forfeited, past or to come; null: it is not. */
  @Nullable Instant forfeitedAt() {
    return grant.forfeitOnCancel() ? subscription.endDate() : null;
  }

  /** Returns when credits come after those of an instant, or null when they come once. */
  @Nullable Instant next(Instant at) {
    boolean same =
        terms().period() == subscription.billingPeriod()
            && terms().periodCount() == subscription.billingPeriodCount();
    return same
        ? clock().periodOf(at).to()
        : terms().next(at, schedule.anchor(), subscription.timezone());
  }

  /** Returns when credits of an instant expire, or null when they do not. */
  @Nullable Instant expiry(Instant at) {
    return terms().expiry(at, clock());
  }

  /** The subscription's periods, unless its credits had to wait: then they are counted anew. */
  private BillingClock clock() {
    BillingClock clock = Subscriptions.clock(subscription);
    return schedule.anchor().equals(begins())
        ? clock
        : new BillingClock(clock.period(), clock.count(), schedule.anchor(), clock.zone());
  }

  private Instant begins() {
    Instant start = grant.startDate();
    return start == null || start.isBefore(subscription.startDate())
        ? subscription.startDate()
        : start;
  }

  /**
   * Returns until when the same credits came already with a subscription that ended, so that who
   * cancels and subscribes again does not get them twice; {@link Instant#MAX} when they come once,
   * null when they did not come.
   *
   * @param all the customer's
   */
  @Nullable Instant had(List<Recurring> all, Instant at) {
    if (schedule.ordinal() > 0) {
      return null;
    }
    return all.stream()
        .filter(other -> other.schedule.ordinal() > 0)
        .filter(other -> other.grant.id().equals(grant.id()))
        .filter(other -> !other.subscription.id().equals(subscription.id()))
        .filter(other -> other.ended(at))
        .map(other -> Objects.requireNonNullElse(other.schedule.cycleEnd(), Instant.MAX))
        .filter(end -> end.isAfter(at))
        .max(Instant::compareTo)
        .orElse(null);
  }

  /** Returns the schedule after credits came at an instant. */
  CreditScheduleRow given(Instant at) {
    Instant next = next(at);
    return schedule.withOrdinal(schedule.ordinal() + 1).withNextAt(next).withCycleEnd(next);
  }

  /** Returns the schedule when its first credits have to wait; for ever, when they come once. */
  CreditScheduleRow waiting(Instant until) {
    return until.equals(Instant.MAX)
        ? schedule.withNextAt(null)
        : schedule.withAnchor(until).withNextAt(until);
  }

  /** Returns how many credits may still be carried over at a renewal. */
  BigDecimal room(Instant renewal) {
    BigDecimal cap = terms().rolloverCap();
    if (cap == null || over(renewal)) {
      return BigDecimal.ZERO;
    }
    boolean again = renewal.equals(schedule.carriedAt());
    return cap.subtract(terms().credits())
        .subtract(again ? schedule.carried() : BigDecimal.ZERO)
        .max(BigDecimal.ZERO);
  }

  /** Returns the schedule after credits were carried over at a renewal. */
  CreditScheduleRow carried(Instant renewal, BigDecimal credits) {
    boolean again = renewal.equals(schedule.carriedAt());
    return schedule
        .withCarriedAt(renewal)
        .withCarried(again ? schedule.carried().add(credits) : credits);
  }

  /**
   * Makes a grant of such credits.
   *
   * @param effective they pay for usage from then on
   * @param at when they came: their expiry counts from there
   */
  Grant made(
      GrantId id,
      WalletRow wallet,
      BigDecimal credits,
      @Nullable Instant effective,
      Instant at,
      Instant now) {
    Instant expiry = expiry(at);
    ScheduleId whose = schedule.id();
    return Grant.of(
            id,
            wallet.id(),
            // What is carried is drawn after what came: it pays for late usage too.
            Grant.no(now) + (at.equals(effective) ? 0 : 1),
            GrantKind.PROMOTIONAL,
            grant.priority(),
            effective,
            expiry,
            credits,
            wallet.conversionRate(),
            whose)
        .carrying(expiry != null && terms().rolloverCap() != null);
  }
}
