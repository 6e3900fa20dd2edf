package io.pricewright.gateway.invoice;

import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The invoice of a period as it would be now.
 *
 * @param of the subscription
 * @param period the billing period at whose end it is made
 * @param lines by begin of their service period
 */
record InvoicePreview(ReadSubscriptions.Whole of, Interval period, List<Line> lines) {
  /**
   * A line.
   *
   * @param line what it asks
   * @param item the line item and its price
   * @param meter whose usage, or null of a fixed price
   * @param quantity how much of it
   * @param credits what prepaid credits pay of it, in minor units or finer, at most its net amount
   */
  record Line(
      DocumentLines.Line line,
      ReadSubscriptions.Line item,
      @Nullable Meter meter,
      BigDecimal quantity,
      BigDecimal credits) {}

  /** Returns the sum of the lines before discounts, in minor units. */
  BigDecimal subtotal() {
    return sum(lines.stream().map(one -> one.line().asks().subtotal()).toList());
  }

  /** Returns what is taken off, in minor units. */
  BigDecimal discount() {
    return sum(lines.stream().map(one -> one.line().asks().shownDiscount()).toList());
  }

  /** Returns what prepaid credits pay. */
  BigDecimal credits() {
    return sum(lines.stream().map(Line::credits).toList());
  }

  /** Returns what is to be paid. */
  BigDecimal total() {
    return subtotal().subtract(discount()).subtract(credits());
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
