package io.pricewright.gateway.credit;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.wallet.Hold;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Spending;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.wallet.CreditBook;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ends a hold with what the work came to, less or more than was held: an amount, or events, which
 * are ingested in the same transaction and draw the held credit first.
 *
 * <p>Fails with {@code NotFound} and {@code InvalidOperation} (it holds no more, events of another
 * customer) and {@code InvalidRequest} (events that cost something, and nothing in its currency).
 */
final class SettleHold {
  private final Credits credits;
  private final RateEvents rating;

  /**
   * What the work came to: exactly one of both.
   *
   * @param amount 0 or more
   */
  record Command(HoldId hold, @Nullable BigDecimal amount, @Nullable List<Event> events) {}

  SettleHold(Credits credits, RateEvents rating) {
    this.credits = credits;
    this.rating = rating;
  }

  /** Settles, and returns the hold. */
  Future<HoldRow> run(Tx tx, Command command, Instant now) {
    List<Event> events = command.events();
    return Holds.find(tx, command.hold())
        .compose(
            row ->
                events == null
                    ? byAmount(tx, row, Objects.requireNonNull(command.amount()), now)
                    : byEvents(tx, row, events, now));
  }

  private Future<HoldRow> byAmount(Tx tx, HoldRow found, BigDecimal amount, Instant now) {
    return credits
        .open(tx, found.customerNo())
        .compose(
            book ->
                Holds.live(tx, found.id(), now)
                    .compose(
                        row ->
                            Features.line(tx, row.featureId(), "")
                                .compose(line -> pay(tx, book, row, line, amount, now))));
  }

  private Future<HoldRow> pay(
      Tx tx, CreditBook book, HoldRow row, Wallet.Line line, BigDecimal amount, Instant now) {
    Purse purse = book.purse(row.currency());
    Hold hold = Holds.parts(row);
    purse.free(hold);
    if (amount.signum() > 0) {
      purse.work(amount, line, now);
    }
    purse.end(hold);
    return ended(tx, book, row, amount, now);
  }

  private Future<HoldRow> ended(
      Tx tx, CreditBook book, HoldRow row, BigDecimal amount, Instant now) {
    return Holds.end(tx, row, HoldStatus.SETTLED, amount, now)
        .compose(ended -> credits.write(tx, book, now).map(ended));
  }

  /** Frees the credit behind the gate, rates, and ends the hold. */
  private Future<HoldRow> byEvents(Tx tx, HoldRow found, List<Event> events, Instant now) {
    return Customers.findAll(tx, List.of(found.customerNo()))
        .compose(owner -> rate(tx, found, Holds.own(events, owner.getFirst()), now))
        .compose(deliveries -> close(tx, found, Holds.fresh(deliveries), now));
  }

  private Future<List<Delivery>> rate(Tx tx, HoldRow found, List<Event> events, Instant now) {
    return rating.within(
        tx,
        Credits.batch(now),
        events,
        inside -> Holds.live(inside, found.id(), now).compose(row -> credits.free(inside, row)));
  }

  private Future<HoldRow> close(Tx tx, HoldRow found, List<RatedEvent> rated, Instant now) {
    String currency = found.currency().code();
    alike(rated, currency);
    return credits
        .open(tx, found.customerNo())
        .compose(
            book -> {
              book.purse(found.currency()).end(Holds.parts(found));
              return ended(tx, book, found, Spending.sum(rated, currency), now);
            });
  }

  /** Refuses events that cost something, and nothing in the hold's currency. */
  private static void alike(List<RatedEvent> events, String currency) {
    for (RatedEvent event : events) {
      List<String> currencies = Spending.currencies(List.of(event));
      if (!currencies.isEmpty() && !currencies.contains(currency)) {
        throw Refusals.refused(
            "/events",
            "not_usable",
            "Event '%s' costs %s and the hold is in %s. Send it to /v1/events."
                .formatted(event.event().id(), currencies, currency));
      }
    }
  }
}
