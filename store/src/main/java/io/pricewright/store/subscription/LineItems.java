package io.pricewright.store.subscription;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Line items that follow a plan's prices. */
public final class LineItems {
  // A subscription of another currency than the price never gets it.
  private static final String WITHOUT =
      "select s.id, s.customer_no, s.start_date from subscriptions s where s.tenant = $1 and"
          + " s.environment = $2 and s.plan_id = $3 and s.subscription_status not in ('draft', 'cancelled')"
          + " and s.currency = (select p.currency from prices p where p.tenant = $1 and p.environment = $2"
          + " and p.id = $4) and not exists (select 1 from subscription_line_items l where l.tenant = $1 and"
          + " l.environment = $2 and l.subscription_id = s.id and l.lineage_id = $4) order by s.id limit $5";
  private static final String ADD =
      "insert into subscription_line_items (tenant, environment, id, subscription_id, customer_no,"
          + " lineage_id, start_date, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"
          + " on conflict (tenant, environment, subscription_id, lineage_id) do nothing"
          + " returning line_item_no";
  private static final String OF_LINEAGES =
      "select line_item_no, customer_no from subscription_line_items where tenant = $1 and"
          + " environment = $2 and lineage_id = any($3) and line_item_no > $4 order by line_item_no limit $5";

  private LineItems() {}

  /** A subscription that lacks a price of its plan. */
  public record Lacking(SubscriptionId subscriptionId, CustomerNo customerNo, Instant start) {}

  /** A line item and whose it is. */
  public record Owned(LineItemNo lineItemNo, CustomerNo customerNo) {}

  /** Returns live subscriptions of a plan that lack a lineage of their currency. */
  public static Future<List<Lacking>> without(
      Tx tx, PlanId planId, LineageId lineageId, int limit) {
    return tx.run(
            WITHOUT,
            scoped(tx).addString(planId.value()).addString(lineageId.value()).addInteger(limit))
        .map(
            rows -> {
              List<Lacking> found = new ArrayList<>();
              rows.forEach(
                  row ->
                      found.add(
                          new Lacking(
                              new SubscriptionId(row.getString(0)),
                              new CustomerNo(row.getLong(1)),
                              row.getOffsetDateTime(2).toInstant())));
              return found;
            });
  }

  /**
   * Adds a line item from the subscription's start on, and returns its number; empty when it was
   * there.
   */
  public static Future<Optional<LineItemNo>> add(
      Tx tx, Lacking to, LineageId lineageId, Instant now) {
    return tx.run(
            ADD,
            scoped(tx)
                .addString("subs_line_" + UUID.randomUUID().toString().replace("-", ""))
                .addString(to.subscriptionId().value())
                .addLong(to.customerNo().value())
                .addString(lineageId.value())
                .addOffsetDateTime(Tx.at(to.start()))
                .addOffsetDateTime(Tx.at(now)))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.<LineItemNo>empty()
                    : Optional.of(new LineItemNo(rows.iterator().next().getLong(0))));
  }

  /** Returns line items of some lineages behind a number, in order. */
  public static Future<List<Owned>> ofLineages(
      Tx tx, List<LineageId> lineages, LineItemNo after, int limit) {
    return tx.run(
            OF_LINEAGES,
            scoped(tx)
                .addArrayOfString(lineages.stream().map(LineageId::value).toArray(String[]::new))
                .addLong(after.value())
                .addInteger(limit))
        .map(
            rows -> {
              List<Owned> found = new ArrayList<>();
              rows.forEach(
                  row ->
                      found.add(
                          new Owned(
                              new LineItemNo(row.getLong(0)), new CustomerNo(row.getLong(1)))));
              return found;
            });
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
