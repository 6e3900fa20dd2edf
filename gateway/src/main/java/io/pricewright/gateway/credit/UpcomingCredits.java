package io.pricewright.gateway.credit;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.CreditScheduleRow;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which credits a customer's subscriptions get next. */
final class UpcomingCredits {
  private UpcomingCredits() {}

  /** Credits to come: when they are due, and of what. */
  record Coming(CreditScheduleRow schedule, CreditGrantRow grant) {}

  /** Returns the credits of a customer, or of one subscription alone, by their age. */
  static Future<List<Coming>> of(
      Tx tx, CustomerNo customerNo, @Nullable SubscriptionId subscription) {
    return DueCustomers.schedules(tx, List.of(customerNo))
        .map(
            all ->
                all.stream()
                    .filter(row -> row.nextAt() != null)
                    .filter(
                        row -> subscription == null || subscription.equals(row.subscriptionId()))
                    .toList())
        .compose(
            rows ->
                CreditGrantRow.TABLE
                    .listAny(
                        tx,
                        CreditGrantRow.ID,
                        rows.stream().map(CreditScheduleRow::creditGrantId).distinct().toList())
                    .map(grants -> coming(rows, grants)));
  }

  private static List<Coming> coming(List<CreditScheduleRow> rows, List<CreditGrantRow> grants) {
    Map<CreditGrantId, CreditGrantRow> byId = new HashMap<>();
    grants.forEach(grant -> byId.put(grant.id(), grant));
    return rows.stream().flatMap(row -> coming(row, byId.get(row.creditGrantId()))).toList();
  }

  private static Stream<Coming> coming(CreditScheduleRow row, @Nullable CreditGrantRow grant) {
    Instant next = row.nextAt();
    return grant != null
            && grant.status() == Status.PUBLISHED
            && next != null
            && !CreditGrants.terms(grant).over(next)
        ? Stream.of(new Coming(row, grant))
        : Stream.empty();
  }
}
