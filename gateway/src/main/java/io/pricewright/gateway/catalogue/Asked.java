package io.pricewright.gateway.catalogue;

import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for does not move unless the caller says so: usage before a subscription's {@code
 * closed_through}, or, while there is none, before the open period of a line item.
 */
final class Asked {
  private static final int PAGE = 500;

  private Asked() {}

  /**
   * Refuses a version that begins in what was asked for. Fails with {@code Problem.InvalidRequest}
   * at {@code effective_from}.
   *
   * @param adjust whether the caller means it
   */
  static Future<Void> refuse(Tx tx, LineageId lineage, Instant from, boolean adjust, Instant now) {
    return adjust || !from.isBefore(now)
        ? Future.succeededFuture()
        : first(tx, lineage, from, now, LineItemNo.NONE)
            .map(
                found -> {
                  found.ifPresent(
                      one -> {
                        throw refused(one, now);
                      });
                  return null;
                });
  }

  private static Future<Optional<LineItems.Following>> first(
      Tx tx, LineageId lineage, Instant from, Instant now, LineItemNo after) {
    return LineItems.following(tx, lineage, after, PAGE)
        .compose(
            page -> {
              Optional<LineItems.Following> asked =
                  page.stream().filter(one -> one.asked(from, now)).findFirst();
              return asked.isPresent() || page.size() < PAGE
                  ? Future.succeededFuture(asked)
                  : first(tx, lineage, from, now, page.getLast().row().lineItemNo());
            });
  }

  /**
   * Refuses a price that counts for existing subscriptions what was asked for. Fails with {@code
   * Problem.InvalidRequest} at {@code from}.
   *
   * @param from from when it counts; null: from what was not asked
   * @param at points to the price in the body
   */
  static Future<Void> refuse(
      Tx tx, PriceRow price, @Nullable Instant from, boolean adjust, String at, Instant now) {
    return from == null || price.billingPeriod() == null || adjust || !from.isBefore(now)
        ? Future.succeededFuture()
        : refuse(tx, price, from, at, now, new SubscriptionId(""));
  }

  private static Future<Void> refuse(
      Tx tx, PriceRow price, Instant from, String at, Instant now, SubscriptionId after) {
    return LineItems.without(tx, price.entityId(), price.lineageId(), after, PAGE)
        .compose(
            lacking ->
                SubscriptionRow.TABLE
                    .listAny(
                        tx,
                        SubscriptionRow.ID,
                        lacking.stream().map(LineItems.Lacking::subscriptionId).toList())
                    .compose(
                        rows -> {
                          rows.forEach(row -> refuse(price, from, at, now, row));
                          return lacking.size() < PAGE
                              ? Future.succeededFuture()
                              : refuse(
                                  tx, price, from, at, now, lacking.getLast().subscriptionId());
                        }));
  }

  private static void refuse(
      PriceRow price, Instant from, String at, Instant now, SubscriptionRow row) {
    Instant closed = row.closedThrough();
    Instant until = closed != null ? closed : Subscriptions.span(row, price).counted(now).key();
    Instant counts = from.isAfter(row.startDate()) ? from : row.startDate();
    if (counts.isBefore(until)) {
      throw refused(at + "/from", row.id(), until);
    }
  }

  private static ProblemException refused(LineItems.Following one, Instant now) {
    return refused(
        "/effective_from",
        one.row().subscriptionId(),
        LineItems.askedUntil(one.row(), one.closedThrough(), now));
  }

  private static ProblemException refused(String pointer, SubscriptionId id, Instant until) {
    return new ProblemException(
        Problem.InvalidRequest.at(
            pointer,
            "closed_period",
            ("Periods that are over would cost another amount, such as those of %s before"
                    + " %s. To change them send adjust_closed: true; ?dry_run=true says first"
                    + " what that moves.")
                .formatted(id, until)));
  }
}
