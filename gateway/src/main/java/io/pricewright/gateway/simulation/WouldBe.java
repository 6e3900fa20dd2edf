package io.pricewright.gateway.simulation;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes customers that have the prices of a question though nobody subscribed to them: calendar
 * months in UTC, since 2000. Their numbers, and those of their line items, are below zero.
 */
final class WouldBe {
  private static final Instant SINCE = Instant.parse("2000-01-01T00:00:00Z");

  private final List<PriceVersion> prices;
  private long nextNo = -1;
  private long nextLine = -1;

  /** Makes customers that have the lineages of these versions. */
  WouldBe(List<PriceVersion> prices) {
    this.prices = prices;
  }

  /** Returns a customer that nobody knows. */
  CustomerBook customer(ExternalId externalId) {
    long no = nextNo--;
    return with(
        new CustomerBook(
            new CustomerNo(no), new CustomerId("cust_simulated"), externalId, 0, List.of()));
  }

  /** Returns a customer as it is when it has one of the prices, and else as if it had all. */
  CustomerBook having(@Nullable CustomerBook book, ExternalId externalId) {
    if (book == null) {
      return customer(externalId);
    }
    boolean has =
        book.subscriptions().stream()
            .flatMap(s -> s.lineItems().stream())
            .anyMatch(
                item -> prices.stream().anyMatch(p -> p.lineageId().equals(item.lineageId())));
    return has ? book : with(book);
  }

  private CustomerBook with(CustomerBook book) {
    List<LineItem> items = new ArrayList<>();
    for (PriceVersion price : prices) {
      long no = nextLine--;
      items.add(
          new LineItem(
              new LineItemNo(no),
              new LineItemId("subs_line_simulated"),
              price.lineageId(),
              null,
              null,
              SINCE,
              null,
              new BillingClock(price.term().period(), price.term().count(), SINCE, ZoneOffset.UTC),
              null));
    }
    Subscription subscription =
        new Subscription(
            new SubscriptionId("subs_simulated"),
            prices.getFirst().planId(),
            prices.getFirst().currency(),
            new BillingClock(BillingPeriod.MONTHLY, 1, SINCE, ZoneOffset.UTC),
            items);
    return new CustomerBook(
        book.customerNo(),
        book.customerId(),
        book.externalId(),
        book.version(),
        List.of(subscription));
  }
}
