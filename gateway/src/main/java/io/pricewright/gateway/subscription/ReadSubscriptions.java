package io.pricewright.gateway.subscription;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.rules.billing.QuantitySpan;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Entity;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.Quantities;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads subscriptions, and all that is shown of them: a statement a table, whatever their number.
 */
public final class ReadSubscriptions {
  private ReadSubscriptions() {}

  /**
   * A subscription with what belongs to it.
   *
   * @param lines its line items, newest first, at most 1,000 of them
   */
  public record Whole(
      SubscriptionRow row, CustomerRow customer, @Nullable PlanRow plan, List<Line> lines) {}

  /**
   * A line item and the price it follows or is pinned to.
   *
   * @param quantities how many of a fixed price it has from when on, ascending, at least one
   */
  public record Line(
      SubscriptionLineItemRow row, PriceRow price, List<QuantitySpan.Change> quantities) {
    /** Returns how many of a fixed price it has at an instant; before it begins as at first. */
    public BigDecimal quantity(Instant at) {
      return QuantitySpan.at(quantities, at);
    }
  }

  /** Finds a subscription. Fails with {@code Problem.NotFound}. */
  public static Future<SubscriptionRow> find(Tx tx, SubscriptionId id) {
    return SubscriptionRow.TABLE.find(tx, id).map(found -> Existing.of(found, "subscription", id));
  }

  /** Returns subscriptions in their order with what belongs to them. */
  public static Future<List<Whole>> whole(Tx tx, List<SubscriptionRow> rows) {
    List<CustomerNo> numbers = rows.stream().map(SubscriptionRow::customerNo).distinct().toList();
    List<PlanId> planIds = rows.stream().map(SubscriptionRow::planId).distinct().toList();
    List<SubscriptionId> ids = rows.stream().map(SubscriptionRow::id).toList();
    Future<List<CustomerRow>> customers = Customers.findAll(tx, numbers);
    Future<List<PlanRow>> plans = PlanRow.TABLE.listAny(tx, PlanRow.ID, planIds);
    Future<List<SubscriptionLineItemRow>> lines =
        SubscriptionLineItemRow.TABLE.list(
            tx,
            Where.<SubscriptionLineItemRow>all()
                .andAny(SubscriptionLineItemRow.SUBSCRIPTION_ID, ids),
            SubscriptionDraft.MAX_LINES * rows.size(),
            0);
    return Future.join(customers, plans, lines)
        .compose(read -> lines(tx, lines.result()))
        .map(
            whole ->
                put(
                    rows,
                    by(customers.result(), CustomerRow::customerNo),
                    by(plans.result(), PlanRow::id),
                    whole));
  }

  /** Returns subscriptions by their ids, as far as they are there, with what belongs to them. */
  public static Future<Map<SubscriptionId, Whole>> byId(Tx tx, List<SubscriptionId> ids) {
    return SubscriptionRow.TABLE
        .listAny(tx, SubscriptionRow.ID, ids)
        .compose(rows -> whole(tx, rows))
        .map(all -> by(all, one -> one.row().id()));
  }

  private static Future<List<Line>> lines(Tx tx, List<SubscriptionLineItemRow> rows) {
    Future<Map<PriceId, PriceRow>> prices = prices(tx, rows);
    Future<Map<LineItemNo, List<QuantitySpan.Change>>> quantities =
        Quantities.of(tx, rows.stream().map(SubscriptionLineItemRow::lineItemNo).toList());
    return Future.join(prices, quantities)
        .map(
            both ->
                rows.stream()
                    .map(
                        row ->
                            new Line(
                                row,
                                Objects.requireNonNull(prices.result().get(priceOf(row))),
                                quantities
                                    .result()
                                    .getOrDefault(row.lineItemNo(), List.of(first(row)))))
                    .toList());
  }

  private static QuantitySpan.Change first(SubscriptionLineItemRow row) {
    return new QuantitySpan.Change(row.startDate(), row.quantity());
  }

  private static Future<Map<PriceId, PriceRow>> prices(Tx tx, List<SubscriptionLineItemRow> lines) {
    List<PriceId> ids = lines.stream().map(ReadSubscriptions::priceOf).distinct().toList();
    List<Future<List<PriceRow>>> parts = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += Entity.MOST_ANY) {
      List<PriceId> part = ids.subList(i, Math.min(i + Entity.MOST_ANY, ids.size()));
      parts.add(PriceRow.TABLE.listAny(tx, PriceRow.ID, part));
    }
    return Future.join(parts)
        .map(done -> by(parts.stream().flatMap(p -> p.result().stream()).toList(), PriceRow::id));
  }

  private static PriceId priceOf(SubscriptionLineItemRow line) {
    // A lineage is named by its first price.
    return line.pinnedPriceId() == null
        ? new PriceId(line.lineageId().value())
        : line.pinnedPriceId();
  }

  private static List<Whole> put(
      List<SubscriptionRow> rows,
      Map<CustomerNo, CustomerRow> customers,
      Map<PlanId, PlanRow> plans,
      List<Line> lines) {
    Map<SubscriptionId, List<Line>> bySubscription = new HashMap<>();
    for (Line line : lines) {
      bySubscription
          .computeIfAbsent(line.row().subscriptionId(), id -> new ArrayList<>())
          .add(line);
    }
    return rows.stream()
        .map(
            row ->
                new Whole(
                    row,
                    Objects.requireNonNull(customers.get(row.customerNo())),
                    plans.get(row.planId()),
                    bySubscription.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private static <K, R> Map<K, R> by(List<R> rows, Function<R, K> key) {
    return rows.stream().collect(Collectors.toMap(key, Function.identity()));
  }
}
