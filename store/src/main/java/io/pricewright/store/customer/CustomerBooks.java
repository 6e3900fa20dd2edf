package io.pricewright.store.customer;

import static io.pricewright.store.jooq.tables.Customers.CUSTOMERS;
import static io.pricewright.store.jooq.tables.Entitlements.ENTITLEMENTS;
import static io.pricewright.store.jooq.tables.Features.FEATURES;
import static io.pricewright.store.jooq.tables.Gates.GATES;
import static io.pricewright.store.jooq.tables.PriceAssignments.PRICE_ASSIGNMENTS;
import static io.pricewright.store.jooq.tables.Prices.PRICES;
import static io.pricewright.store.jooq.tables.SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS;
import static io.pricewright.store.jooq.tables.Subscriptions.SUBSCRIPTIONS;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.entitlement.EntitlementEntity;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.subscription.Assignment;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.GateRow;
import io.pricewright.store.row.PriceAssignmentRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads what rating needs of customers. The caller holds their gates. */
public final class CustomerBooks {
  private static final Statement OWNERS =
      Sql.statement(
          dsl ->
              dsl.select(CUSTOMERS.CUSTOMER_NO, CUSTOMERS.ID, CUSTOMERS.EXTERNAL_ID, GATES.VERSION)
                  .from(CUSTOMERS)
                  .join(GATES)
                  .on(Sql.same(GATES, CUSTOMERS))
                  .and(GATES.CUSTOMER_NO.eq(CUSTOMERS.CUSTOMER_NO))
                  .where(Sql.in(CUSTOMERS))
                  .and(Sql.among(1, CUSTOMERS.CUSTOMER_NO)));
  private static final Statement SUBSCRIBED =
      Sql.statement(
          dsl ->
              dsl.select(SubscriptionRow.TABLE.fields())
                  .from(SUBSCRIPTIONS)
                  .where(Sql.in(SUBSCRIPTIONS))
                  .and(Sql.among(1, SUBSCRIPTIONS.CUSTOMER_NO))
                  .and(
                      SUBSCRIPTIONS.SUBSCRIPTION_STATUS.ne(
                          DSL.inline(SubscriptionStatus.DRAFT, SUBSCRIPTIONS.SUBSCRIPTION_STATUS)))
                  .orderBy(SUBSCRIPTIONS.CREATED_AT, SUBSCRIPTIONS.ID));
  private static final Statement LINE_ITEMS = Sql.statement(CustomerBooks::lineItems);
  private static final String INCLUDED = "included";
  private static final int ALLOWANCE = SubscriptionLineItemRow.TABLE.fields().size();
  private static final Statement ASSIGNMENTS =
      Sql.statement(
          dsl ->
              dsl.select(
                      PRICE_ASSIGNMENTS.LINE_ITEM_NO,
                      PRICE_ASSIGNMENTS.PRICE_ID,
                      PRICE_ASSIGNMENTS.EFFECTIVE_FROM,
                      PRICE_ASSIGNMENTS.EFFECTIVE_TO)
                  .from(PRICE_ASSIGNMENTS)
                  .where(Sql.in(PRICE_ASSIGNMENTS))
                  .and(Sql.among(1, PRICE_ASSIGNMENTS.CUSTOMER_NO))
                  .and(
                      PRICE_ASSIGNMENTS
                          .EFFECTIVE_TO
                          .isNull()
                          .or(PRICE_ASSIGNMENTS.EFFECTIVE_TO.gt(PRICE_ASSIGNMENTS.EFFECTIVE_FROM)))
                  .orderBy(PRICE_ASSIGNMENTS.ASSIGNMENT_NO));

  private CustomerBooks() {}

  private static Query lineItems(DSLContext dsl) {
    Table<?> allowance = DSL.lateral(allowance(dsl));
    return dsl.select(SubscriptionLineItemRow.TABLE.fields())
        .select(allowance.fields())
        .from(SUBSCRIPTION_LINE_ITEMS)
        .join(SUBSCRIPTIONS)
        .on(Sql.same(SUBSCRIPTIONS, SUBSCRIPTION_LINE_ITEMS))
        .and(SUBSCRIPTIONS.ID.eq(SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID))
        .join(PRICES)
        .on(Sql.same(PRICES, SUBSCRIPTION_LINE_ITEMS))
        .and(PRICES.ID.coerce(PRICES.LINEAGE_ID).eq(SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID))
        .crossJoin(allowance)
        .where(Sql.in(SUBSCRIPTION_LINE_ITEMS))
        .and(Sql.among(1, SUBSCRIPTION_LINE_ITEMS.CUSTOMER_NO))
        .orderBy(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO);
  }

  /**
   * The allowance of a line item: the sum of what the enabled entitlements on features of the
   * price's meter include, of each feature the one that holds: one of the subscription goes before
   * one of the plan. Where nothing is said apart, the limit is included, and all where there is
   * none. A limit of a rolling window stops use and includes none.
   */
  private static Table<?> allowance(DSLContext dsl) {
    var rights = rights(dsl);
    var included = rights.field(INCLUDED, Long.class);
    return dsl.select(
            DSL.count().as("rights"),
            DSL.boolOr(included.isNull()).as("unlimited"),
            DSL.sum(included).as(INCLUDED))
        .from(rights)
        .where(DSL.condition(rights.field("counts", Boolean.class)))
        .asTable("allowance");
  }

  private static Table<?> rights(DSLContext dsl) {
    var ofSubscription =
        ENTITLEMENTS.ENTITY_TYPE.eq(
            DSL.inline(EntitlementEntity.SUBSCRIPTION, ENTITLEMENTS.ENTITY_TYPE));
    var ofPlan =
        ENTITLEMENTS.ENTITY_TYPE.eq(DSL.inline(EntitlementEntity.PLAN, ENTITLEMENTS.ENTITY_TYPE));
    var metered = DSL.inline(FeatureType.METERED, ENTITLEMENTS.FEATURE_TYPE);
    return dsl.select(
            DSL.coalesce(ENTITLEMENTS.INCLUDED_QUANTITY, ENTITLEMENTS.USAGE_LIMIT).as(INCLUDED),
            DSL.field(
                    DSL.condition(ENTITLEMENTS.IS_ENABLED)
                        .and(ENTITLEMENTS.ROLLING_WINDOW.isNull()))
                .as("counts"))
        .distinctOn(ENTITLEMENTS.FEATURE_ID)
        .from(ENTITLEMENTS)
        .join(FEATURES)
        .on(Sql.same(FEATURES, ENTITLEMENTS))
        .and(FEATURES.ID.eq(ENTITLEMENTS.FEATURE_ID))
        .where(Sql.same(ENTITLEMENTS, SUBSCRIPTION_LINE_ITEMS))
        .and(ENTITLEMENTS.STATUS.eq(DSL.inline(Status.PUBLISHED, ENTITLEMENTS.STATUS)))
        .and(FEATURES.METER_ID.eq(PRICES.METER_ID))
        .and(ENTITLEMENTS.FEATURE_TYPE.eq(metered))
        .and(
            ofSubscription
                .and(ENTITLEMENTS.ENTITY_ID.eq(SUBSCRIPTIONS.ID.coerce(ENTITLEMENTS.ENTITY_ID)))
                .or(
                    ofPlan.and(
                        ENTITLEMENTS.ENTITY_ID.eq(
                            SUBSCRIPTIONS.PLAN_ID.coerce(ENTITLEMENTS.ENTITY_ID)))))
        .orderBy(
            ENTITLEMENTS.FEATURE_ID,
            DSL.field(ofSubscription).desc(),
            ENTITLEMENTS.CREATED_AT.desc(),
            ENTITLEMENTS.ID.desc())
        .asTable("rights");
  }

  /** Reads the books of customers, by number; numbers without a customer are left out. */
  public static Future<Map<CustomerNo, CustomerBook>> load(
      Tx tx, Collection<CustomerNo> customerNos) {
    var customers = tx.run(OWNERS, customerNos);
    var subscriptions = tx.run(SUBSCRIBED, customerNos);
    var lineItems = tx.run(LINE_ITEMS, customerNos);
    var assignments = tx.run(ASSIGNMENTS, customerNos);
    return Future.join(customers, subscriptions, lineItems, assignments)
        .map(
            read ->
                books(
                    customers.result(),
                    bySubscription(lineItems.result(), byLineItem(assignments.result())),
                    subscriptions.result()));
  }

  private static Map<LineItemNo, List<Assignment>> byLineItem(RowSet<Row> rows) {
    Map<LineItemNo, List<Assignment>> assignments = new HashMap<>();
    rows.forEach(
        row ->
            assignments
                .computeIfAbsent(
                    PriceAssignmentRow.LINE_ITEM_NO.get(row, 0), no -> new ArrayList<>())
                .add(
                    new Assignment(
                        PriceAssignmentRow.PRICE_ID.get(row, 1),
                        PriceAssignmentRow.EFFECTIVE_FROM.get(row, 2),
                        PriceAssignmentRow.EFFECTIVE_TO.getOrNull(row, 3))));
    return assignments;
  }

  private static Map<SubscriptionId, List<LineItem>> bySubscription(
      RowSet<Row> rows, Map<LineItemNo, List<Assignment>> assignments) {
    Map<SubscriptionId, List<LineItem>> items = new HashMap<>();
    for (Row row : rows) {
      SubscriptionLineItemRow item = SubscriptionLineItemRow.read(row, 0);
      items
          .computeIfAbsent(item.subscriptionId(), id -> new ArrayList<>())
          .add(
              lineItem(
                  item, allowance(row), assignments.getOrDefault(item.lineItemNo(), List.of())));
    }
    return items;
  }

  private static Map<CustomerNo, CustomerBook> books(
      RowSet<Row> customers,
      Map<SubscriptionId, List<LineItem>> lineItems,
      RowSet<Row> subscriptions) {
    Map<CustomerNo, List<Subscription>> byCustomer = new HashMap<>();
    for (SubscriptionRow row : SubscriptionRow.TABLE.all(subscriptions)) {
      byCustomer
          .computeIfAbsent(row.customerNo(), no -> new ArrayList<>())
          .add(
              new Subscription(
                  row.id(),
                  row.planId(),
                  row.currency(),
                  Subscriptions.clock(row),
                  row.startDate(),
                  row.endDate(),
                  row.closedThrough(),
                  lineItems.getOrDefault(row.id(), List.of())));
    }
    Map<CustomerNo, CustomerBook> books = new HashMap<>();
    for (Row row : customers) {
      CustomerNo no = CustomerRow.CUSTOMER_NO.get(row, 0);
      books.put(
          no,
          new CustomerBook(
              no,
              CustomerRow.ID.get(row, 1),
              CustomerRow.EXTERNAL_ID.get(row, 2),
              GateRow.VERSION.get(row, 3),
              byCustomer.getOrDefault(no, List.of())));
    }
    return books;
  }

  private static LineItem lineItem(
      SubscriptionLineItemRow row, @Nullable BigDecimal allowance, List<Assignment> assignments) {
    return new LineItem(
        row.lineItemNo(),
        row.id(),
        row.lineageId(),
        row.pinnedPriceId(),
        row.overrideParams(),
        row.startDate(),
        row.endDate(),
        row.trialEnd(),
        LineItems.clock(row),
        allowance,
        assignments);
  }

  private static @Nullable BigDecimal allowance(Row row) {
    if (row.getInteger(ALLOWANCE) == 0) {
      return null;
    }
    return row.getBoolean(ALLOWANCE + 1) ? LineItem.UNLIMITED : row.getBigDecimal(ALLOWANCE + 2);
  }
}
