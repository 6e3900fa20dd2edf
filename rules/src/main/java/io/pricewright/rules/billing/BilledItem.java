package io.pricewright.rules.billing;

import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.rules.subscription.ServicePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line item as invoices see it: when it is in force, and what is due of each service period. */
public sealed interface BilledItem {
  /** Its number. */
  LineItemNo no();

  /** When it is in force. */
  ItemSpan span();

  /** Returns whether a service period may be asked as soon as it begins; else when it is over. */
  boolean inAdvance();

  /** Returns whether what is asked of it is earned as it is served, and not at once. */
  default boolean deferred() {
    return inAdvance();
  }

  /**
   * Returns whether its amount is one for its whole life, which each period asks anew: what is due
   * of it has the key of its begin.
   */
  default boolean wholeLife() {
    return false;
  }

  /** Returns what is due of a service period, by kind; nothing of a trial's. */
  Map<AmountKind, BigDecimal> due(ServicePeriod period);

  /**
   * One with a fixed price.
   *
   * @param facts what counts from when on
   * @param cadence when it is asked
   * @param price what a whole period costs
   */
  record Fixed(
      LineItemNo no, ItemSpan span, FixedItem facts, FixedCadence cadence, FixedPrice price)
      implements BilledItem {
    @Override
    public boolean inAdvance() {
      return cadence != FixedCadence.ARREAR;
    }

    @Override
    public boolean deferred() {
      return cadence == FixedCadence.ADVANCE;
    }

    @Override
    public Map<AmountKind, BigDecimal> due(ServicePeriod period) {
      if (period.trial()) {
        return Map.of();
      }
      if (cadence != FixedCadence.ONETIME) {
        return Map.of(
            AmountKind.FIXED, facts.due(period.whole(), quantity -> price.of(period, quantity)));
      }
      boolean first = period.served().from().equals(span.paidFrom());
      return first
          ? Map.of(AmountKind.FIXED, price.of(period, facts.quantities().getFirst().quantity()))
          : Map.of();
    }

    /** Returns how many it has as a service period ends; of one that is asked once, at first. */
    public BigDecimal quantity(ServicePeriod period) {
      return cadence == FixedCadence.ONETIME
          ? facts.quantities().getFirst().quantity()
          : QuantitySpan.at(facts.quantities(), period.served().to().minusNanos(1_000));
    }

    /**
     * Returns how what was asked in advance for a period is earned: as it is served, so that of a
     * first or last period that counts whole nothing is earned before it begins or after it ends.
     */
    public Earning earning(ServicePeriod period) {
      List<QuantitySpan> spans =
          facts.spans(period.whole()).stream()
              .filter(span -> meets(span.span(), period.served()))
              .map(span -> new QuantitySpan(span.span().overlap(period.served()), span.quantity()))
              .toList();
      boolean one = spans.stream().map(QuantitySpan::quantity).distinct().count() < 2;
      return new Earning(
          period.served().to(),
          spans.stream()
              .map(
                  span ->
                      new Earning.Part(
                          span.span(), one ? BigDecimal.ONE : price.of(period, span.quantity())))
              .toList(),
          facts.unit(),
          facts.clock().zone());
    }

    private static boolean meets(Interval one, Interval other) {
      return one.from().isBefore(other.to()) && other.from().isBefore(one.to());
    }
  }

  /**
   * One whose usage is priced.
   *
   * @param booked what its cells come to, by the key of the service period; of others nothing
   * @param commitment what is paid for at least or beyond, or null
   * @param wholeLife whether its meter never begins anew
   */
  record Usage(
      LineItemNo no,
      ItemSpan span,
      Map<Instant, BigDecimal> booked,
      @Nullable Commitment commitment,
      boolean wholeLife)
      implements BilledItem {
    /** Makes one whose meter begins anew with each period. */
    public Usage(
        LineItemNo no,
        ItemSpan span,
        Map<Instant, BigDecimal> booked,
        @Nullable Commitment commitment) {
      this(no, span, booked, commitment, false);
    }

    public Usage {
      booked = Map.copyOf(booked);
    }

    @Override
    public boolean inAdvance() {
      return false;
    }

    @Override
    public Map<AmountKind, BigDecimal> due(ServicePeriod period) {
      BigDecimal gross = booked.getOrDefault(period.key(), BigDecimal.ZERO);
      if (commitment == null || period.trial()) {
        return Map.of(AmountKind.USAGE, gross);
      }
      Commitment.Parts parts = commitment.part(gross);
      return Map.of(
          AmountKind.USAGE, parts.usage(),
          AmountKind.OVERAGE, parts.overage(),
          AmountKind.TRUE_UP, parts.trueUp());
    }
  }
}
