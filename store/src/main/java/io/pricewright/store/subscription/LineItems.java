package io.pricewright.store.subscription;

import static io.pricewright.store.jooq.tables.Prices.PRICES;
import static io.pricewright.store.jooq.tables.SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS;
import static io.pricewright.store.jooq.tables.Subscriptions.SUBSCRIPTIONS;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The line items of subscriptions: those of one, those of a price, and those a plan lacks. */
public final class LineItems {
  // A subscription of another currency than the price never gets it.
  private static final Statement WITHOUT =
      Sql.statement(
          dsl ->
              dsl.select(SUBSCRIPTIONS.ID, SUBSCRIPTIONS.CUSTOMER_NO)
                  .from(SUBSCRIPTIONS)
                  .where(Sql.in(SUBSCRIPTIONS))
                  .and(SUBSCRIPTIONS.PLAN_ID.eq(Sql.arg(1, SUBSCRIPTIONS.PLAN_ID)))
                  .and(
                      SUBSCRIPTIONS.SUBSCRIPTION_STATUS.notIn(
                          DSL.inline(SubscriptionStatus.DRAFT, SUBSCRIPTIONS.SUBSCRIPTION_STATUS),
                          DSL.inline(
                              SubscriptionStatus.CANCELLED, SUBSCRIPTIONS.SUBSCRIPTION_STATUS)))
                  .and(
                      SUBSCRIPTIONS.CURRENCY.eq(
                          dsl.select(PRICES.CURRENCY)
                              .from(PRICES)
                              .where(Sql.in(PRICES))
                              .and(PRICES.ID.eq(Sql.arg(2, PRICES.ID)))))
                  .andNotExists(
                      dsl.selectOne()
                          .from(SUBSCRIPTION_LINE_ITEMS)
                          .where(Sql.in(SUBSCRIPTION_LINE_ITEMS))
                          .and(SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID.eq(SUBSCRIPTIONS.ID))
                          .and(
                              SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID.eq(
                                  Sql.arg(3, SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID))))
                  .and(SUBSCRIPTIONS.ID.gt(Sql.arg(4, SUBSCRIPTIONS.ID)))
                  .orderBy(SUBSCRIPTIONS.ID)
                  .limit(Sql.arg(5, SQLDataType.INTEGER)));
  // A lineage is named by its first price, which says the meter of all its versions.
  private static final Statement PRICED =
      Sql.statement(
          dsl ->
              dsl.select(SubscriptionLineItemRow.TABLE.fields())
                  .select(PRICES.METER_ID)
                  .from(SUBSCRIPTION_LINE_ITEMS)
                  .join(PRICES)
                  .on(Sql.same(PRICES, SUBSCRIPTION_LINE_ITEMS))
                  .and(PRICES.ID.coerce(PRICES.LINEAGE_ID).eq(SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID))
                  .where(Sql.in(SUBSCRIPTION_LINE_ITEMS))
                  .and(Sql.among(1, SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID))
                  .orderBy(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO));
  private static final int METER = SubscriptionLineItemRow.TABLE.fields().size();
  private static final Statement LINEAGES_ON =
      Sql.statement(
          dsl ->
              dsl.selectDistinct(SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID)
                  .from(SUBSCRIPTION_LINE_ITEMS)
                  .join(SUBSCRIPTIONS)
                  .on(Sql.same(SUBSCRIPTIONS, SUBSCRIPTION_LINE_ITEMS))
                  .and(SUBSCRIPTIONS.ID.eq(SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID))
                  .join(PRICES)
                  .on(Sql.same(PRICES, SUBSCRIPTION_LINE_ITEMS))
                  .and(PRICES.ID.coerce(PRICES.LINEAGE_ID).eq(SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID))
                  .where(Sql.in(SUBSCRIPTION_LINE_ITEMS))
                  .and(SUBSCRIPTIONS.PLAN_ID.eq(Sql.arg(1, SUBSCRIPTIONS.PLAN_ID)))
                  .and(
                      SUBSCRIPTIONS.SUBSCRIPTION_STATUS.ne(
                          DSL.inline(
                              SubscriptionStatus.CANCELLED, SUBSCRIPTIONS.SUBSCRIPTION_STATUS)))
                  .and(PRICES.METER_ID.eq(Sql.arg(2, PRICES.METER_ID)))
                  .limit(DSL.inline(1_000)));
  private static final Statement OF_LINEAGES =
      Sql.statement(
          dsl ->
              dsl.select(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO, SUBSCRIPTION_LINE_ITEMS.CUSTOMER_NO)
                  .from(SUBSCRIPTION_LINE_ITEMS)
                  .where(Sql.in(SUBSCRIPTION_LINE_ITEMS))
                  .and(Sql.among(1, SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID))
                  .and(
                      SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO.gt(
                          Sql.arg(2, SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO)))
                  .orderBy(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO)
                  .limit(Sql.arg(3, SQLDataType.INTEGER)));
  private static final Statement NUMBERS =
      Sql.statement(
          dsl ->
              dsl.select(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO)
                  .from(SUBSCRIPTION_LINE_ITEMS)
                  .where(Sql.in(SUBSCRIPTION_LINE_ITEMS))
                  .and(
                      SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID.eq(
                          Sql.arg(1, SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID)))
                  .orderBy(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO));
  private static final Statement END =
      Sql.statement(
          dsl ->
              dsl.update(SUBSCRIPTION_LINE_ITEMS)
                  .set(
                      SUBSCRIPTION_LINE_ITEMS.END_DATE,
                      Sql.arg(2, SUBSCRIPTION_LINE_ITEMS.END_DATE))
                  .where(Sql.in(SUBSCRIPTION_LINE_ITEMS))
                  .and(
                      SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID.eq(
                          Sql.arg(1, SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID)))
                  .and(
                      SUBSCRIPTION_LINE_ITEMS
                          .END_DATE
                          .isNull()
                          .or(
                              SUBSCRIPTION_LINE_ITEMS.END_DATE.gt(
                                  Sql.arg(2, SUBSCRIPTION_LINE_ITEMS.END_DATE)))));

  private static final Statement RUNNING_ON =
      Sql.statement(
          dsl ->
              dsl.select(SUBSCRIPTION_LINE_ITEMS.ID, SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID)
                  .from(SUBSCRIPTION_LINE_ITEMS)
                  .join(PRICES)
                  .on(Sql.same(PRICES, SUBSCRIPTION_LINE_ITEMS))
                  .and(PRICES.ID.coerce(PRICES.LINEAGE_ID).eq(SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID))
                  .where(Sql.in(SUBSCRIPTION_LINE_ITEMS))
                  .and(PRICES.METER_ID.eq(Sql.arg(1, PRICES.METER_ID)))
                  .and(
                      SUBSCRIPTION_LINE_ITEMS
                          .END_DATE
                          .isNull()
                          .or(
                              SUBSCRIPTION_LINE_ITEMS
                                  .END_DATE
                                  .gt(Sql.arg(2, SUBSCRIPTION_LINE_ITEMS.END_DATE))
                                  .and(
                                      SUBSCRIPTION_LINE_ITEMS.END_DATE.gt(
                                          SUBSCRIPTION_LINE_ITEMS.START_DATE))))
                  .orderBy(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO)
                  .limit(Sql.arg(3, SQLDataType.INTEGER)));
  private static final Statement FOLLOWING =
      Sql.statement(
          dsl ->
              dsl.select(SubscriptionLineItemRow.TABLE.fields())
                  .select(SUBSCRIPTIONS.CLOSED_THROUGH)
                  .from(SUBSCRIPTION_LINE_ITEMS)
                  .join(SUBSCRIPTIONS)
                  .on(Sql.same(SUBSCRIPTIONS, SUBSCRIPTION_LINE_ITEMS))
                  .and(SUBSCRIPTIONS.ID.eq(SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID))
                  .where(Sql.in(SUBSCRIPTION_LINE_ITEMS))
                  .and(
                      SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID.eq(
                          Sql.arg(1, SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID)))
                  .and(SUBSCRIPTION_LINE_ITEMS.PINNED_PRICE_ID.isNull())
                  .and(
                      SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO.gt(
                          Sql.arg(2, SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO)))
                  .orderBy(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO)
                  .limit(Sql.arg(3, SQLDataType.INTEGER)));

  private LineItems() {}

  /** Returns how a line item cuts time into billing periods. */
  public static BillingClock clock(SubscriptionLineItemRow row) {
    return new BillingClock(
        row.billingPeriod(), row.billingPeriodCount(), row.billingAnchor(), row.timezone());
  }

  /** Returns when a line item is in force, and what cuts that time. */
  public static ItemSpan span(SubscriptionLineItemRow row) {
    return new ItemSpan(clock(row), row.startDate(), row.endDate(), row.trialEnd());
  }

  /**
   * Returns until when the usage of a line item counts as asked: until its subscription was closed,
   * or, while it never was, until the open period begins.
   *
   * @param closedThrough of the subscription, or null
   */
  public static Instant askedUntil(
      SubscriptionLineItemRow row, @Nullable Instant closedThrough, Instant now) {
    return closedThrough == null ? span(row).counted(now).key() : closedThrough;
  }

  /** A subscription that lacks a price of its plan. */
  public record Lacking(SubscriptionId subscriptionId, CustomerNo customerNo) {}

  /** A line item and whose it is. */
  public record Owned(LineItemNo lineItemNo, CustomerNo customerNo) {}

  /** A line item and the meter whose usage it prices; null: a fixed price. */
  public record Priced(SubscriptionLineItemRow row, @Nullable MeterId meterId) {
    /** Returns whether it goes on at an instant, or begins after it. */
    public boolean goesOn(Instant at) {
      return row.endDate() == null || row.endDate().isAfter(at);
    }
  }

  /** A line item and the subscription it belongs to, by their names. */
  public record Running(LineItemId id, SubscriptionId subscriptionId) {}

  /** Returns line items on a meter that go on at an instant or begin after it, at most so many. */
  public static Future<List<Running>> runningOn(Tx tx, MeterId meter, Instant at, int most) {
    return tx.run(RUNNING_ON, meter, at, most)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new Running(
                            SubscriptionLineItemRow.ID.get(row, 0),
                            SubscriptionLineItemRow.SUBSCRIPTION_ID.get(row, 1))));
  }

  /** A line item that follows its lineage, and until when its subscription was asked for. */
  public record Following(SubscriptionLineItemRow row, @Nullable Instant closedThrough) {
    /** Returns whether a version from an instant on would move what was asked for. */
    public boolean asked(Instant from, Instant now) {
      Instant until = askedUntil(row, closedThrough, now);
      Instant end = row.endDate();
      Instant moved = from.isAfter(row.startDate()) ? from : row.startDate();
      return moved.isBefore(until) && (end == null || moved.isBefore(end));
    }
  }

  /** Returns line items that no override pins, of a lineage, behind a number, in order. */
  public static Future<List<Following>> following(
      Tx tx, LineageId lineage, LineItemNo after, int limit) {
    return tx.run(FOLLOWING, lineage, after, limit)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new Following(
                            SubscriptionLineItemRow.read(row, 0),
                            SubscriptionRow.CLOSED_THROUGH.getOrNull(row, METER))));
  }

  /** Returns live subscriptions of a plan that lack a lineage of their currency, behind an id. */
  public static Future<List<Lacking>> without(
      Tx tx, PlanId planId, LineageId lineageId, SubscriptionId after, int limit) {
    // A lineage is named by its first price.
    return tx.run(WITHOUT, planId, new PriceId(lineageId.value()), lineageId, after, limit)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new Lacking(
                            SubscriptionRow.ID.get(row, 0),
                            SubscriptionRow.CUSTOMER_NO.get(row, 1))));
  }

  /** Returns the line items of subscriptions with their meters, in the order they were made. */
  public static Future<List<Priced>> priced(Tx tx, List<SubscriptionId> subscriptions) {
    return tx.run(PRICED, subscriptions)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new Priced(
                            SubscriptionLineItemRow.read(row, 0),
                            PriceRow.METER_ID.getOrNull(row, METER))));
  }

  /** Returns the lineages that price a meter in the live subscriptions of a plan. */
  public static Future<List<LineageId>> lineagesOn(Tx tx, PlanId planId, MeterId meterId) {
    return tx.run(LINEAGES_ON, planId, meterId)
        .map(rows -> Rows.all(rows, row -> SubscriptionLineItemRow.LINEAGE_ID.get(row, 0)));
  }

  /** Returns line items of some lineages behind a number, in order. */
  public static Future<List<Owned>> ofLineages(
      Tx tx, List<LineageId> lineages, LineItemNo after, int limit) {
    return tx.run(OF_LINEAGES, lineages, after, limit)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new Owned(
                            SubscriptionLineItemRow.LINE_ITEM_NO.get(row, 0),
                            SubscriptionLineItemRow.CUSTOMER_NO.get(row, 1))));
  }

  /** Returns the numbers of a subscription's line items, in order. */
  public static Future<List<LineItemNo>> numbers(Tx tx, SubscriptionId subscription) {
    return tx.run(NUMBERS, subscription)
        .map(rows -> Rows.all(rows, row -> SubscriptionLineItemRow.LINE_ITEM_NO.get(row, 0)));
  }

  /** Ends a subscription's line items that do not end earlier. */
  public static Future<Void> end(Tx tx, SubscriptionId subscription, Instant at) {
    return tx.run(END, subscription, at).mapEmpty();
  }
}
