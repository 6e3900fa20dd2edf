package io.pricewright.gateway.subscription;

import io.pricewright.rules.billing.Asking;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.store.database.Tx;
import io.pricewright.store.invoice.Settings;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Bounds how many invoices a subscription that begins in the past gets at once. */
final class PastInvoices {
  /** Most boundaries until now. */
  static final int MOST = 120;

  private PastInvoices() {}

  /** Fails with {@code Problem.InvalidRequest} when there are more. */
  static Future<Void> check(
      Tx tx, SubscriptionRow row, List<SubscriptionLineItemRow> lines, Instant now) {
    return more(tx, row, lines, now, MOST)
        .map(
            more -> {
              if (more) {
                throw new ProblemException(
                    Problem.InvalidRequest.at(
                        "/start_date",
                        "out_of_range",
                        ("More than %d invoices would be made until now. Begin later, or set"
                                + " bill_from of /v1/settings/invoice_config: what is due until then"
                                + " is asked elsewhere.")
                            .formatted(MOST)));
              }
              return null;
            });
  }

  /** Returns whether more than so many boundaries of a line item are over and not asked. */
  static Future<Boolean> more(
      Tx tx, SubscriptionRow row, List<SubscriptionLineItemRow> lines, Instant now, int most) {
    return Settings.read(tx)
        .compose(
            settings ->
                settings.enabled()
                    ? recurring(tx, lines)
                        .map(of -> of.stream().anyMatch(one -> many(settings, row, one, now, most)))
                    : Future.succeededFuture(false));
  }

  /** What is asked once has one boundary, whatever period its subscription has. */
  private static Future<List<SubscriptionLineItemRow>> recurring(
      Tx tx, List<SubscriptionLineItemRow> lines) {
    return PriceRow.TABLE
        .listAny(tx, PriceRow.ID, lines.stream().map(PastInvoices::price).distinct().toList())
        .map(
            prices -> {
              Set<PriceId> once =
                  prices.stream()
                      .filter(price -> price.billingPeriod() == null)
                      .map(PriceRow::id)
                      .collect(Collectors.toSet());
              return lines.stream().filter(line -> !once.contains(price(line))).toList();
            });
  }

  /** A lineage is named by its first price. */
  private static PriceId price(SubscriptionLineItemRow line) {
    PriceId pinned = line.pinnedPriceId();
    return pinned == null ? new PriceId(line.lineageId().value()) : pinned;
  }

  private static boolean many(
      InvoiceSettings settings,
      SubscriptionRow row,
      SubscriptionLineItemRow line,
      Instant now,
      int most) {
    ItemSpan span = LineItems.span(line);
    Asking asking = new Asking(span, false, true);
    Optional<Instant> next = asking.next(settings.after(row.startDate(), row.closedThrough()));
    int boundaries = 0;
    while (next.isPresent() && !next.get().isAfter(now) && boundaries <= most) {
      boundaries++;
      next = asking.next(next.get());
    }
    return boundaries > most;
  }
}
