package io.pricewright.gateway.rating.rerating;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.rules.subscription.Term;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.subscription.Subscriptions;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives a subscription the price that its plan got after it was made, if it would take it: of the
 * period its meter is billed by there, or, for a meter it has no price of, the one that a new
 * subscription takes. Usage counts from what was not asked yet: the start of the open period, or,
 * where a period is longer than a month, the price's making; a fixed price from the next boundary.
 */
public final class AttachPrice {
  private static final int MOST = 1_000;

  AttachPrice() {}

  /** Attaches the price behind the customer's gate, or leaves the subscription as it is. */
  Future<Void> to(Tx tx, LineItems.Lacking lacking, Work.AttachPrice work, Instant now) {
    // A lineage is named by its first price.
    PriceId first = new PriceId(work.lineageId().value());
    return Gates.take(tx, lacking.customerNo())
        .compose(
            gate ->
                PriceRow.TABLE
                    .find(tx, first)
                    .compose(price -> line(tx, price.orElseThrow(), lacking, work.from(), now))
                    .compose(
                        line ->
                            line.isEmpty()
                                ? Future.succeededFuture()
                                : add(tx, line.get(), gate, now)));
  }

  /**
   * Returns the line item that a subscription gets of a price that its plan got after it was made;
   * empty when it takes none. Nothing is written.
   *
   * @param from from when usage counts, or null: from what was not asked yet
   */
  public static Future<Optional<SubscriptionLineItemRow>> line(
      Tx tx, PriceRow price, LineItems.Lacking of, @Nullable Instant from, Instant now) {
    if (price.billingPeriod() == null) {
      // It was for the beginning, which is over.
      return Future.succeededFuture(Optional.empty());
    }
    return SubscriptionRow.TABLE
        .find(tx, of.subscriptionId())
        .map(row -> new Asked(price, row.orElseThrow(), from, now))
        .compose(
            asked ->
                asked.inTime()
                    ? LineItems.priced(tx, List.of(asked.row.id()))
                        .compose(items -> takes(tx, asked, items))
                        .map(takes -> takes ? Optional.of(row(asked)) : Optional.empty())
                    : Future.succeededFuture(Optional.empty()));
  }

  /** A price, and the subscription that may take it. */
  private record Asked(PriceRow price, SubscriptionRow row, @Nullable Instant from, Instant now) {
    Term term() {
      return Subscriptions.term(price).orElseThrow();
    }

    BillingClock clock() {
      return Subscriptions.clock(row, price);
    }

    Instant start() {
      Instant made = price.createdAt();
      Instant open =
          from != null
              ? from
              : price.meterId() == null
                  ? clock().periodOf(made).to()
                  : term().beyondMonth() ? made : clock().periodOf(made).from();
      Instant closed = from == null ? row.closedThrough() : null;
      Instant start = closed != null && closed.isAfter(open) ? closed : open;
      return start.isAfter(row.startDate()) ? start : row.startDate();
    }

    /** Whether it begins before the subscription ends. */
    boolean inTime() {
      return row.subscriptionStatus() != SubscriptionStatus.CANCELLED
          && (row.endDate() == null || start().isBefore(row.endDate()));
    }
  }

  private static Future<Boolean> takes(Tx tx, Asked asked, List<LineItems.Priced> items) {
    if (items.stream().anyMatch(item -> item.row().lineageId().equals(asked.price.lineageId()))) {
      return Future.succeededFuture(false);
    }
    MeterId meter = asked.price.meterId();
    List<Term> had =
        items.stream()
            .filter(item -> Objects.equals(item.meterId(), meter) && item.goesOn(asked.now))
            .map(item -> LineItems.clock(item.row()).term())
            .toList();
    return had.isEmpty()
        ? offered(tx, asked.price, meter)
            .map(
                terms ->
                    Subscriptions.clock(asked.row).term().among(terms).stream()
                        .anyMatch(asked.term()::same))
        : Future.succeededFuture(
            asked.term().divides(Subscriptions.clock(asked.row).term())
                && had.stream().allMatch(asked.term()::same));
  }

  /** The lengths in which the plan has prices of a meter, or fixed prices, in the currency. */
  private static Future<List<Term>> offered(Tx tx, PriceRow price, @Nullable MeterId meter) {
    Where<PriceRow> published =
        Where.is(PriceRow.ENTITY_ID, price.entityId())
            .and(PriceRow.CURRENCY, price.currency())
            .and(PriceRow.STATUS, Status.PUBLISHED);
    return PriceRow.TABLE
        .list(tx, published, MOST, 0)
        .map(
            rows ->
                rows.stream()
                    .filter(row -> Objects.equals(row.meterId(), meter))
                    .flatMap(row -> Subscriptions.term(row).stream())
                    .toList());
  }

  private static SubscriptionLineItemRow row(Asked asked) {
    BillingClock clock = asked.clock();
    return new SubscriptionLineItemRow(
        new LineItemNo(0),
        new LineItemId("subs_line_" + UUID.randomUUID().toString().replace("-", "")),
        asked.row.id(),
        asked.row.customerNo(),
        asked.price.lineageId(),
        null,
        null,
        null,
        clock.period(),
        clock.count(),
        clock.anchor(),
        clock.zone(),
        asked.start(),
        asked.row.endDate(),
        Subscriptions.trialEnd(asked.row, asked.start()),
        PriceVersion.Bounds.of(JsonReader.parseObject(asked.price.terms())).quantity(),
        asked.now);
  }

  private static Future<Void> add(Tx tx, SubscriptionLineItemRow line, Gate gate, Instant now) {
    return SubscriptionLineItemRow.TABLE
        .add(tx, line)
        .compose(added -> CustomerDues.earlier(tx, line.customerNo(), line.startDate()))
        .compose(
            due ->
                SubscriptionLineItemRow.TABLE.one(
                    tx, Where.is(SubscriptionLineItemRow.ID, line.id())))
        .map(Optional::orElseThrow)
        .compose(
            row ->
                Tasks.add(
                    tx, new Work.RateStored(row.customerNo(), row.lineItemNo(), gate.seq()), now))
        .compose(task -> Gates.bumpVersion(tx, line.customerNo()));
  }
}
