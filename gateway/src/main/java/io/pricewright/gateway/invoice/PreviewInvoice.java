package io.pricewright.gateway.invoice;

import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
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
  private final ReadInvoices documents;

  PreviewInvoice(BilledItems items, ScriptPool scripts, ReadInvoices documents) {
    this.items = items;
    this.scripts = scripts;
    this.documents = documents;
  }

  /**
   * Which invoice.
   *
   * @param periodStart with its end, or null: the next invoice
   */
  record Command(
      SubscriptionId subscriptionId, @Nullable Instant periodStart, @Nullable Instant periodEnd) {}

  Future<InvoiceView> run(Tx tx, Command command, Instant now) {
    return ReadSubscriptions.find(tx, command.subscriptionId())
        .compose(row -> ReadSubscriptions.whole(tx, List.of(row)))
        .compose(
            whole ->
                command.periodStart() == null
                    ? next(tx, whole.getFirst(), command, now)
                    : preview(tx, whole.getFirst(), period(whole.getFirst(), command, now)));
  }

  /** The next document, as it would be now; where none are made the present period. */
  private Future<InvoiceView> next(
      Tx tx, ReadSubscriptions.Whole whole, Command command, Instant now) {
    return documents
        .next(tx, whole.row(), now)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found.get())
                    : preview(tx, whole, period(whole, command, now)));
  }

  private Future<InvoiceView> preview(Tx tx, ReadSubscriptions.Whole whole, Interval period) {
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
    Instant start = command.periodStart();
    if (start == null) {
      return Subscriptions.periodAt(row, now);
    }
    Interval period = Subscriptions.periodAt(row, start);
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

  private static InvoiceView shown(
      ReadSubscriptions.Whole whole,
      Interval period,
      BilledItems.Read read,
      List<DocumentLines.Line> lines) {
    return InvoiceView.of(
        whole, null, period, lines.stream().map(line -> InvoiceView.Line.of(line, read)).toList());
  }
}
