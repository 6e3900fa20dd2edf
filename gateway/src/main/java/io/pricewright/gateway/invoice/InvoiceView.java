package io.pricewright.gateway.invoice;

import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.GivenInvoiceRow;
import io.pricewright.store.row.GivenLineRow;
import io.pricewright.store.row.InvoiceLineRow;
import io.pricewright.store.row.InvoiceRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A document as it is shown: what is stored of a final one, what is computed of one that is not.
 *
 * @param customer who is asked
 * @param of the subscription; null: it is of none
 * @param given what is said besides of one of no subscription
 * @param row null: it does not exist yet
 * @param period the time between the document before it and its boundary; null: of no subscription,
 *     and nobody said
 * @param lines by begin of their service period, or as they were given
 */
record InvoiceView(
    CustomerRow customer,
    ReadSubscriptions.@Nullable Whole of,
    @Nullable GivenInvoiceRow given,
    @Nullable InvoiceRow row,
    Currency currency,
    @Nullable Interval period,
    List<Line> lines) {
  /** Shows a document of a subscription. */
  static InvoiceView of(
      ReadSubscriptions.Whole of, @Nullable InvoiceRow row, Interval period, List<Line> lines) {
    return new InvoiceView(of.customer(), of, null, row, of.row().currency(), period, lines);
  }

  /** Shows a document of no subscription. */
  static InvoiceView given(
      CustomerRow customer, GivenInvoiceRow given, InvoiceRow row, List<GivenLineRow> lines) {
    Interval period = OneOffLineDraft.interval(given.periodStart(), given.periodEnd());
    return new InvoiceView(
        customer, null, given, row, row.currency(), period, lines.stream().map(Line::of).toList());
  }

  /**
   * A line.
   *
   * @param no its number, of one that is stored
   * @param lineItem null: the subscription has more line items than are shown
   * @param quantity how much was used; of a fixed price how many of it
   * @param subtotal before discounts, in minor units
   * @param discount taken off it
   * @param credits what prepaid credits pay of it
   * @param metadata of one that was given
   */
  record Line(
      @Nullable Integer no,
      @Nullable LineItemId lineItem,
      @Nullable PriceId priceId,
      @Nullable MeterId meterId,
      @Nullable String meterName,
      @Nullable String displayName,
      AmountKind kind,
      @Nullable Interval service,
      BigDecimal quantity,
      BigDecimal subtotal,
      BigDecimal discount,
      BigDecimal credits,
      Json.@Nullable Obj metadata) {
    /** Shows a line that was given. */
    static Line of(GivenLineRow row) {
      return new Line(
          row.lineNo(),
          null,
          null,
          null,
          null,
          row.displayName(),
          AmountKind.FIXED,
          OneOffLineDraft.interval(row.periodStart(), row.periodEnd()),
          row.quantity(),
          row.net(),
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          row.metadata());
    }

    /** Shows a line that is computed: live draws pay it as far as they go. */
    static Line of(DocumentLines.Line line, BilledItems.Read read) {
      Use.Key key = new Use.Key(line.key().lineItemNo(), line.key().period());
      ReadSubscriptions.Line item =
          Objects.requireNonNull(read.lines().get(line.key().lineItemNo()));
      Meter meter = read.meters().get(line.key().lineItemNo());
      BigDecimal drawn =
          line.key().kind() == AmountKind.USAGE
              ? read.draws().getOrDefault(key, BigDecimal.ZERO)
              : BigDecimal.ZERO;
      return new Line(
          null,
          item.row().id(),
          item.price().id(),
          meter == null ? null : meter.id(),
          meter == null ? null : meter.name(),
          LineRow.name(item, meter),
          line.key().kind(),
          line.service(),
          LineRow.quantity(read, line),
          line.asks().subtotal(),
          line.asks().shownDiscount(),
          drawn.min(line.asks().net()).max(BigDecimal.ZERO),
          null);
    }

    /** Shows a line that is stored. */
    static Line of(InvoiceLineRow row, @Nullable LineItemId lineItem, @Nullable String meterName) {
      return new Line(
          row.lineNo(),
          lineItem,
          row.priceId(),
          row.meterId(),
          meterName,
          row.displayName(),
          row.kind(),
          new Interval(row.serviceFrom(), row.serviceTo()),
          row.quantity(),
          row.subtotal(),
          Money.plain(row.subtotal().subtract(row.net())),
          row.credits(),
          null);
    }
  }

  /**
   * Returns the time between the document before one and its boundary; of one that is made as a
   * subscription begins, or to be paid for, the time that it is asked for in advance.
   */
  static Interval period(
      ReadSubscriptions.Whole of, @Nullable Instant after, Instant boundary, List<Line> lines) {
    Instant start = of.row().startDate();
    Instant from = after == null || after.isBefore(start) ? start : after;
    boolean asksAhead = boundary.equals(of.row().trialEnd()) && !lines.isEmpty();
    if (from.isBefore(boundary) && !asksAhead) {
      return new Interval(from, boundary);
    }
    Instant to =
        lines.stream()
            .map(Line::service)
            .filter(Objects::nonNull)
            .map(Interval::to)
            .max(Instant::compareTo)
            .orElse(boundary.plusNanos(1_000));
    return new Interval(boundary, to);
  }

  /** Returns the sum of the lines before discounts, in minor units. */
  BigDecimal subtotal() {
    return sum(Line::subtotal);
  }

  /** Returns what is taken off, in minor units. */
  BigDecimal discount() {
    return sum(Line::discount);
  }

  /** Returns what prepaid credits pay. */
  BigDecimal credits() {
    return sum(Line::credits);
  }

  /** Returns what is to be paid; below zero: what the customer is owed. */
  BigDecimal total() {
    return Money.plain(subtotal().subtract(discount()).subtract(credits()));
  }

  private BigDecimal sum(Function<Line, BigDecimal> of) {
    return Money.plain(lines.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
