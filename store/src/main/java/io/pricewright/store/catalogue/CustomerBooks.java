package io.pricewright.store.catalogue;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.Assignment;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what rating needs of customers. The caller holds their gates. */
public final class CustomerBooks {
  private static final String CUSTOMERS =
      "select c.customer_no, c.id, g.version, c.external_id from customers c join gates g on g.tenant = c.tenant"
          + " and g.environment = c.environment and g.customer_no = c.customer_no"
          + " where c.tenant = $1 and c.environment = $2 and c.customer_no = any($3)";
  private static final String SUBSCRIPTIONS =
      "select customer_no, id, plan_id, currency, billing_period, billing_period_count, billing_anchor,"
          + " timezone from subscriptions where tenant = $1 and environment = $2"
          + " and customer_no = any($3) and subscription_status <> 'draft' order by created_at, id";

  // The allowance of a line item: the limit of the enabled entitlement on a metered feature of the
  // price's meter. One of the subscription goes before one of the plan. A limit of a rolling window
  // stops use and includes none.
  private static final String LINE_ITEMS =
      "select l.line_item_no, l.id, l.subscription_id, l.lineage_id, l.pinned_price_id,"
          + " l.override_params, l.start_date, l.end_date, e.id as entitlement_id, e.usage_limit"
          + " from subscription_line_items l"
          + " join subscriptions s on s.tenant = l.tenant and s.environment = l.environment"
          + " and s.id = l.subscription_id"
          + " join prices p on p.tenant = l.tenant and p.environment = l.environment"
          + " and p.id = l.lineage_id"
          + " left join lateral (select x.id, x.usage_limit,"
          + " x.is_enabled and x.rolling_window is null as is_enabled from entitlements x"
          + " join features f on f.tenant = x.tenant and f.environment = x.environment"
          + " and f.id = x.feature_id"
          + " where x.tenant = l.tenant and x.environment = l.environment and x.status = 'published'"
          + " and f.meter_id = p.meter_id and x.feature_type = 'metered'"
          + " and ((x.entity_type = 'SUBSCRIPTION' and x.entity_id = s.id)"
          + " or (x.entity_type = 'PLAN' and x.entity_id = s.plan_id))"
          + " order by x.entity_type = 'SUBSCRIPTION' desc, x.created_at desc, x.id desc limit 1)"
          + " e on e.is_enabled"
          + " where l.tenant = $1 and l.environment = $2 and l.customer_no = any($3)"
          + " order by l.line_item_no";

  private static final String ASSIGNMENTS =
      "select line_item_no, price_id, effective_from, effective_to from price_assignments"
          + " where tenant = $1 and environment = $2 and customer_no = any($3)"
          + " and (effective_to is null or effective_to > effective_from) order by assignment_no";

  private CustomerBooks() {}

  /** Reads the books of customers, by number; numbers without a customer are left out. */
  public static Future<Map<CustomerNo, CustomerBook>> load(
      Tx tx, Collection<CustomerNo> customerNos) {
    Tuple whose =
        Tuple.of(tx.scope().tenant(), tx.scope().environment())
            .addArrayOfLong(customerNos.stream().map(CustomerNo::value).toArray(Long[]::new));
    var customers = tx.run(CUSTOMERS, whose);
    var subscriptions = tx.run(SUBSCRIPTIONS, whose);
    var lineItems = tx.run(LINE_ITEMS, whose);
    var assignments = tx.run(ASSIGNMENTS, whose);
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
                    new LineItemNo(row.getLong("line_item_no")), no -> new ArrayList<>())
                .add(
                    new Assignment(
                        new PriceId(row.getString("price_id")),
                        Rows.instant(row, "effective_from"),
                        Rows.instantOrNull(row, "effective_to"))));
    return assignments;
  }

  private static Map<String, List<LineItem>> bySubscription(
      RowSet<Row> rows, Map<LineItemNo, List<Assignment>> assignments) {
    Map<String, List<LineItem>> items = new HashMap<>();
    rows.forEach(
        row ->
            items
                .computeIfAbsent(row.getString("subscription_id"), id -> new ArrayList<>())
                .add(
                    lineItem(row)
                        .with(
                            assignments.getOrDefault(
                                new LineItemNo(row.getLong("line_item_no")), List.of()))));
    return items;
  }

  private static Map<CustomerNo, CustomerBook> books(
      RowSet<Row> customers, Map<String, List<LineItem>> lineItems, RowSet<Row> subscriptions) {
    Map<CustomerNo, List<Subscription>> byCustomer = new HashMap<>();
    subscriptions.forEach(
        row ->
            byCustomer
                .computeIfAbsent(
                    new CustomerNo(row.getLong("customer_no")), no -> new ArrayList<>())
                .add(subscription(row, lineItems)));
    Map<CustomerNo, CustomerBook> books = new HashMap<>();
    customers.forEach(
        row ->
            books.put(
                new CustomerNo(row.getLong(0)),
                new CustomerBook(
                    new CustomerNo(row.getLong(0)),
                    new CustomerId(row.getString(1)),
                    new ExternalId(row.getString(3)),
                    row.getLong(2),
                    byCustomer.getOrDefault(new CustomerNo(row.getLong(0)), List.of()))));
    return books;
  }

  private static Subscription subscription(Row row, Map<String, List<LineItem>> lineItems) {
    return new Subscription(
        new SubscriptionId(row.getString("id")),
        new PlanId(row.getString("plan_id")),
        new Currency(row.getString("currency")),
        new BillingClock(
            BillingPeriod.valueOf(row.getString("billing_period")),
            row.getInteger("billing_period_count"),
            Rows.instant(row, "billing_anchor"),
            ZoneId.of(row.getString("timezone"))),
        lineItems.getOrDefault(row.getString("id"), List.of()));
  }

  private static LineItem lineItem(Row row) {
    return new LineItem(
        new LineItemNo(row.getLong("line_item_no")),
        new LineItemId(row.getString("id")),
        new LineageId(row.getString("lineage_id")),
        Id.ofNullable(row.getString("pinned_price_id"), PriceId::new),
        row.getString("override_params"),
        Rows.instant(row, "start_date"),
        Rows.instantOrNull(row, "end_date"),
        allowance(row));
  }

  private static @Nullable BigDecimal allowance(Row row) {
    if (row.getString("entitlement_id") == null) {
      return null;
    }
    Long limit = row.getLong("usage_limit");
    return limit == null ? LineItem.UNLIMITED : BigDecimal.valueOf(limit);
  }
}
