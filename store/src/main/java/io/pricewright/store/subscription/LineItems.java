package io.pricewright.store.subscription;

import static io.pricewright.store.jooq.tables.Prices.PRICES;
import static io.pricewright.store.jooq.tables.SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS;
import static io.pricewright.store.jooq.tables.Subscriptions.SUBSCRIPTIONS;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The line items of subscriptions: those of one, those of a price, and those a plan lacks. */
public final class LineItems {
  // A subscription of another currency than the price never gets it.
  private static final Statement WITHOUT =
      Sql.statement(
          dsl ->
              dsl.select(SUBSCRIPTIONS.ID, SUBSCRIPTIONS.CUSTOMER_NO, SUBSCRIPTIONS.START_DATE)
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
                  .orderBy(SUBSCRIPTIONS.ID)
                  .limit(Sql.arg(4, SQLDataType.INTEGER)));
  private static final Statement ADD =
      Sql.statement(
          dsl ->
              dsl.insertInto(
                      SUBSCRIPTION_LINE_ITEMS,
                      SUBSCRIPTION_LINE_ITEMS.TENANT,
                      SUBSCRIPTION_LINE_ITEMS.ENVIRONMENT,
                      SUBSCRIPTION_LINE_ITEMS.ID,
                      SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID,
                      SUBSCRIPTION_LINE_ITEMS.CUSTOMER_NO,
                      SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID,
                      SUBSCRIPTION_LINE_ITEMS.START_DATE,
                      SUBSCRIPTION_LINE_ITEMS.CREATED_AT)
                  .values(
                      Sql.tenant(),
                      Sql.environment(),
                      Sql.arg(1, SUBSCRIPTION_LINE_ITEMS.ID),
                      Sql.arg(2, SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID),
                      Sql.arg(3, SUBSCRIPTION_LINE_ITEMS.CUSTOMER_NO),
                      Sql.arg(4, SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID),
                      Sql.arg(5, SUBSCRIPTION_LINE_ITEMS.START_DATE),
                      Sql.arg(6, SUBSCRIPTION_LINE_ITEMS.CREATED_AT))
                  .onConflict(
                      SUBSCRIPTION_LINE_ITEMS.TENANT,
                      SUBSCRIPTION_LINE_ITEMS.ENVIRONMENT,
                      SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID,
                      SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID)
                  .doNothing()
                  .returning(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO));
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

  private LineItems() {}

  /** A subscription that lacks a price of its plan. */
  public record Lacking(SubscriptionId subscriptionId, CustomerNo customerNo, Instant start) {}

  /** A line item and whose it is. */
  public record Owned(LineItemNo lineItemNo, CustomerNo customerNo) {}

  /** Returns live subscriptions of a plan that lack a lineage of their currency. */
  public static Future<List<Lacking>> without(
      Tx tx, PlanId planId, LineageId lineageId, int limit) {
    // A lineage is named by its first price.
    return tx.run(WITHOUT, planId, new PriceId(lineageId.value()), lineageId, limit)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new Lacking(
                            SubscriptionRow.ID.get(row, 0),
                            SubscriptionRow.CUSTOMER_NO.get(row, 1),
                            SubscriptionRow.START_DATE.get(row, 2))));
  }

  /**
   * Adds a line item from the subscription's start on, and returns its number; empty when it was
   * there.
   */
  public static Future<Optional<LineItemNo>> add(
      Tx tx, Lacking to, LineageId lineageId, Instant now) {
    return tx.run(
            ADD,
            new LineItemId("subs_line_" + UUID.randomUUID().toString().replace("-", "")),
            to.subscriptionId(),
            to.customerNo(),
            lineageId,
            to.start(),
            now)
        .map(rows -> Rows.first(rows, row -> SubscriptionLineItemRow.LINE_ITEM_NO.get(row, 0)));
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
