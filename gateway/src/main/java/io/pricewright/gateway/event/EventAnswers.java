package io.pricewright.gateway.event;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.LeftOutWhenNull;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.rating.Failure;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.wallet.Spending;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What the doors for events answer. */
final class EventAnswers {
  static final Body<EventAnswer> EVENT = Body.of(EventAnswer.class);
  static final Body<Bulk> BULK = Body.of(Bulk.class);
  static final Body<Preview> PREVIEW = Body.of(Preview.class);
  static final Body<ReceiptAnswers.Receipt> RECEIPT = Body.of(ReceiptAnswers.Receipt.class);
  static final Body<Amended> AMENDED = Body.of(Amended.class);

  private EventAnswers() {}

  /** What one event came to: in short, or its receipt where that is asked. */
  @Named("IngestedEvent")
  sealed interface EventAnswer permits Flat, ReceiptAnswers.Receipt {}

  /** The flat map of strings that the official client demands. */
  @Named("EventOutcome")
  record Flat(
      String message,
      EventId eventId,
      Delivery.Status status,
      @Says("What it costs, where all of it is in one currency.") @LeftOutWhenNull
          @Nullable BigDecimal amount,
      @LeftOutWhenNull @Nullable Currency currency,
      @Says("Why it is parked or unmatched.") @LeftOutWhenNull @Nullable String reason,
      @Says("What its script said of it, with line and column, and which script.") @LeftOutWhenNull
          @Nullable String detail)
      implements EventAnswer {
    static Flat of(Delivery delivery) {
      RatedEvent rated = delivery.rated();
      RatedEvent.Priced priced = rated.priced();
      return new Flat(
          message(delivery.status()),
          rated.event().id(),
          delivery.status(),
          priced == null ? null : priced.amount(),
          priced == null ? null : new Currency(priced.currency()),
          rated.reason(),
          detail(rated.failure()));
    }

    private static @Nullable String detail(@Nullable Failure failure) {
      return failure == null || failure.detail() == null
          ? null
          : "%s: %s".formatted(failure.script(), failure.detail());
    }

    private static String message(Delivery.Status status) {
      return switch (status) {
        case ACCEPTED -> "Event accepted and priced";
        case DUPLICATE -> "Event was known; the first receipt stands";
        case QUEUED -> "Event accepted; its receipt follows";
        case PARKED -> "Event accepted; its price is pending";
        case VOIDED -> "Event was taken back; its id stays taken";
        case UNMATCHED, CONFLICT -> "Event accepted; nothing prices it yet";
      };
    }
  }

  /** How many events came to what, as strings. */
  record Counts(
      String message,
      String accepted,
      String duplicate,
      String parked,
      String unmatched,
      String conflict,
      String queued,
      String voided) {
    static Counts of(List<Delivery> deliveries) {
      Map<Delivery.Status, Integer> counts = new EnumMap<>(Delivery.Status.class);
      deliveries.forEach(delivery -> counts.merge(delivery.status(), 1, Integer::sum));
      return new Counts(
          "%d events processed".formatted(deliveries.size()),
          text(counts, Delivery.Status.ACCEPTED),
          text(counts, Delivery.Status.DUPLICATE),
          text(counts, Delivery.Status.PARKED),
          text(counts, Delivery.Status.UNMATCHED),
          text(counts, Delivery.Status.CONFLICT),
          text(counts, Delivery.Status.QUEUED),
          text(counts, Delivery.Status.VOIDED));
    }

    private static String text(Map<Delivery.Status, Integer> counts, Delivery.Status status) {
      return Integer.toString(counts.getOrDefault(status, 0));
    }
  }

  /** What many events came to. */
  @Named("BulkIngestedEvents")
  record Bulk(
      @Inline Counts counts,
      @Says("One an event, in order, where receipts are asked.") @LeftOutWhenNull
          @Nullable List<EventAnswer> results) {}

  /** A sum in a currency. */
  record PreviewTotal(Currency currency, BigDecimal amount) {}

  /** What hypothetical events would come to. */
  @Named("EventPreview")
  record Preview(
      @Inline Counts counts,
      @Says("What the new events cost, by currency.") List<PreviewTotal> totals,
      @Says("The sum, if there is one currency.") @Nullable BigDecimal amount,
      @Nullable Currency currency,
      @Says("One an event, in order.") List<ReceiptAnswers.Receipt> results) {
    static Preview of(List<Delivery> deliveries, List<ReceiptAnswers.Receipt> results) {
      SortedMap<String, BigDecimal> totals =
          Spending.totals(
              deliveries.stream()
                  .filter(delivery -> delivery.kind() == Delivery.Kind.NEW)
                  .map(Delivery::rated)
                  .toList());
      List<PreviewTotal> all =
          totals.entrySet().stream()
              .map(entry -> new PreviewTotal(new Currency(entry.getKey()), entry.getValue()))
              .toList();
      PreviewTotal only = all.size() == 1 ? all.getFirst() : null;
      return new Preview(
          Counts.of(deliveries),
          all,
          only == null ? null : only.amount(),
          only == null ? null : only.currency(),
          results);
    }
  }

  /** An event that was taken back, and what took its place. */
  @Named("AmendedEvent")
  record Amended(ReceiptAnswers.Receipt voided, ReceiptAnswers.Receipt replacement) {}
}
