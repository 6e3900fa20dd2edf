package io.pricewright.gateway.credit;

import io.pricewright.gateway.customer.NamedCustomer;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.Mode;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.wallet.Hold;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Spending;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.wallet.CreditBook;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sets credit aside before the work: an amount, or what events would cost now. Runs on the event
 * loop, behind the customer's gate.
 *
 * <p>Fails with {@code NotFound} (customer, feature), {@code InvalidRequest} (no wallet in the
 * currency, events that cost nothing in it) and {@code InvalidOperation} (not enough credit, events
 * that cannot be priced or are another customer's).
 */
final class HoldCredit {
  private final Ids ids;
  private final Credits credits;
  private final RateEvents rating;

  /**
   * What to hold.
   *
   * @param customerId whose, or null when the external id says it
   * @param externalId whose, by the tenant's own id
   * @param currency in what
   * @param amount how much, more than 0; null: what the events cost
   * @param events what the work will send; null: an amount is given
   * @param feature whose credit alone may pay, or null
   * @param expiresAt when it ends by itself
   * @param metadata the tenant's own
   */
  record Command(
      @Nullable CustomerId customerId,
      @Nullable ExternalId externalId,
      Currency currency,
      @Nullable BigDecimal amount,
      @Nullable List<Event> events,
      @Nullable FeatureId feature,
      Instant expiresAt,
      Json.Obj metadata) {}

  HoldCredit(Ids ids, Credits credits, RateEvents rating) {
    this.ids = ids;
    this.credits = credits;
    this.rating = rating;
  }

  /** Holds, and returns the hold. */
  Future<HoldRow> run(Tx tx, Command command, Instant now) {
    return NamedCustomer.find(tx, command.customerId(), command.externalId())
        .compose(
            customer ->
                priced(tx, customer, command)
                    .compose(amount -> hold(tx, customer, command, amount, now)));
  }

  private Future<BigDecimal> priced(Tx tx, CustomerRow customer, Command command) {
    List<Event> events = command.events();
    if (events == null) {
      return Future.succeededFuture(Objects.requireNonNull(command.amount()));
    }
    return rating
        .price(tx, Mode.HOLD, Holds.own(events, customer))
        .map(deliveries -> costs(deliveries, command.currency().code()));
  }

  private static BigDecimal costs(List<Delivery> deliveries, String currency) {
    List<RatedEvent> fresh = Holds.fresh(deliveries);
    for (RatedEvent event : fresh) {
      if (event.outcome() == Outcome.PARKED) {
        throw Refusals.impossible(
            "Event '%s' cannot be priced now: %s. Hold an amount instead."
                .formatted(event.event().id(), event.reason()));
      }
    }
    BigDecimal sum = Spending.sum(fresh, currency);
    if (sum.signum() <= 0) {
      throw Refusals.refused(
          "/currency",
          "not_usable",
          "The events would cost nothing in %s; they cost something in %s."
              .formatted(currency, Spending.currencies(fresh)));
    }
    return sum;
  }

  private Future<HoldRow> hold(
      Tx tx, CustomerRow customer, Command command, BigDecimal amount, Instant now) {
    return Features.line(tx, command.feature(), "/feature_id")
        .compose(
            line ->
                credits
                    .open(tx, customer.customerNo())
                    .compose(book -> setAside(tx, book, line, command, amount, now)));
  }

  private Future<HoldRow> setAside(
      Tx tx, CreditBook book, Wallet.Line line, Command command, BigDecimal amount, Instant now) {
    Purse purse = book.purse(command.currency());
    HoldId id = new HoldId(ids.next("hold", now));
    Hold hold = purse.hold(id, line, amount, now);
    if (hold == null) {
      throw tooLittle(book, purse, line, command.currency(), amount, now);
    }
    HoldRow row =
        new HoldRow(
            id,
            book.customerNo(),
            command.currency(),
            amount,
            hold.toRow(),
            command.feature(),
            HoldStatus.HELD,
            null,
            command.expiresAt(),
            command.metadata(),
            now,
            now);
    return HoldRow.TABLE
        .add(tx, row)
        .compose(added -> credits.write(tx, book, now))
        .compose(put -> CustomerDues.earlier(tx, row.customerNo(), row.expiresAt()))
        .map(row);
  }

  private static ProblemException tooLittle(
      CreditBook book,
      Purse purse,
      Wallet.Line line,
      Currency currency,
      BigDecimal amount,
      Instant now) {
    boolean none =
        book.wallets().values().stream().noneMatch(row -> row.currency().equals(currency));
    return none
        ? Refusals.refused(
            "/currency", "not_usable", "The customer has no wallet in %s.".formatted(currency))
        : Refusals.impossible(
            "There is not enough credit: %s %s are asked, %s can be held."
                .formatted(
                    Money.plain(amount).toPlainString(),
                    currency,
                    Money.plain(purse.holdable(line, now)).toPlainString()));
  }
}
