package io.pricewright.gateway.invoice;

import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the invoice of a billing period before it exists: what that period's usage and fees in
 * arrear come to, and what is asked in advance for the next. Writes nothing.
 *
 * <p>Fails with {@code NotFound}, with {@code InvalidRequest} when the period is none of the
 * subscription's, and with {@code InvalidOperation} when a fixed price cannot be computed.
 */
final class PreviewInvoice {
  private final BilledItems items;
  private final ScriptPool scripts;

  PreviewInvoice(BilledItems items, ScriptPool scripts) {
    this.items = items;
    this.scripts = scripts;
  }

  /**
   * Which invoice.
   *
   * @param periodStart with its end, or null: the present period
   */
  record Command(
      SubscriptionId subscriptionId, @Nullable Instant periodStart, @Nullable Instant periodEnd) {}

  Future<InvoicePreview> run(Tx tx, Command command, Instant now) {
    return ReadSubscriptions.find(tx, command.subscriptionId())
        .compose(row -> ReadSubscriptions.whole(tx, List.of(row)))
        .compose(whole -> preview(tx, whole.getFirst(), period(whole.getFirst(), command, now)));
  }

  private Future<InvoicePreview> preview(Tx tx, ReadSubscriptions.Whole whole, Interval period) {
    return items
        .read(tx, whole, period)
        .compose(
            read ->
                scripts.run(
                    () ->
                        shown(
                            whole,
                            period,
                            read,
                            DocumentLines.of(
                                read.items(),
                                period.from(),
                                period.to(),
                                whole.row().currency(),
                                DocumentLines.Before.NOTHING))));
  }

  private static Interval period(ReadSubscriptions.Whole whole, Command command, Instant now) {
    SubscriptionRow row = whole.row();
    BillingClock clock = Subscriptions.clock(row);
    Instant start = command.periodStart();
    if (start == null) {
      return clock.periodSince(row.startDate(), now);
    }
    Interval period = clock.periodSince(row.startDate(), start);
    if (!period.from().equals(start)
        || !period.to().equals(Objects.requireNonNull(command.periodEnd()))) {
      throw new ProblemException(
          new Problem.InvalidRequest(
              "That is no billing period of the subscription; errors says which is.",
              List.of(
                  new FieldError(
                      "/period_start",
                      "not_a_period",
                      "The period at that time is %s to %s."
                          .formatted(period.from(), period.to())))));
    }
    return period;
  }

  private static InvoicePreview shown(
      ReadSubscriptions.Whole whole,
      Interval period,
      BilledItems.Read read,
      List<DocumentLines.Line> lines) {
    return new InvoicePreview(
        whole, period, lines.stream().map(line -> shown(line, read)).toList());
  }

  private static InvoicePreview.Line shown(
      DocumentLines.Line line, BilledItems.Read read) {
    Use.Key key = new Use.Key(line.key().lineItemNo(), line.key().period());
    Meter meter = read.meters().get(key.lineItemNo());
    BigDecimal net = line.asks().net();
    boolean usage = line.key().kind() == AmountKind.USAGE;
    return new InvoicePreview.Line(
        line,
        Objects.requireNonNull(read.lines().get(key.lineItemNo())),
        meter,
        usage ? read.quantities().getOrDefault(key, BigDecimal.ZERO) : BigDecimal.ONE,
        usage
            ? read.draws().getOrDefault(key, BigDecimal.ZERO).min(net).max(BigDecimal.ZERO)
            : BigDecimal.ZERO);
  }
}
