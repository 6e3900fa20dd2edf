package io.pricewright.gateway.event;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.EventSearch;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a body asks of stored events. */
@Named("EventQuery")
record EventQueryDraft(
    @Inline Filter filter,
    @Says("One event.") @Nullable EventId eventId,
    @Default("timestamp") Sort sort,
    @Default("desc") Order order,
    @Bounds(min = 0, max = EventQueryDraft.MOST_LEFT_OUT) @Default("0") int offset,
    @Bounds(min = 1, max = EventQueryDraft.MOST) @Default("50") int pageSize,
    @Says("The `iter_last_key` of the last answer: what comes after it.")
        @Nullable String iterLastKey,
    @Says("The `iter_first_key` of the last answer: what comes before it.")
        @Nullable String iterFirstKey,
    @Says("Values, or lists of values, of properties; numbers by value.")
        Json.@Nullable Obj propertyFilters) {
  static final Body<EventQueryDraft> BODY = Body.of(EventQueryDraft.class);
  static final Body<Counted> COUNTED = Body.of(Counted.class);

  static final int MOST = 50;
  static final int MOST_LEFT_OUT = 100_000;

  /** By what events are sorted. */
  enum Sort implements Coded {
    TIMESTAMP;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether the oldest or the newest come first. */
  enum Order implements Coded {
    ASC,
    DESC;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which events. */
  record Filter(
      @Says("The customer's events, also those sent under an older id.")
          @Nullable ExternalId externalCustomerId,
      @Says("The same by our id; give one of both.") @Nullable CustomerId customerId,
      @Nullable String eventName,
      @Nullable String source,
      @Nullable Outcome outcome,
      @Says("Why they are parked or unmatched.") @Nullable String reason,
      @Says("Left out: all of a customer's; else seven days ago. The answer says it.")
          @Nullable Instant startTime,
      @Says("Left out: tomorrow.") @Nullable Instant endTime) {
    private FindEvents.Filter toRules(@Nullable EventId eventId) {
      return new FindEvents.Filter(
          eventId,
          externalCustomerId,
          customerId,
          eventName,
          source,
          outcome,
          reason,
          startTime,
          endTime);
    }

    private void check(Given<?> given) {
      if (externalCustomerId != null && customerId != null) {
        given.refuse("customer_id", "conflict", "Give external_customer_id or customer_id.");
      }
    }
  }

  /** The same where events are counted. */
  @Named("EventCountQuery")
  record Counted(@Inline Filter filter) {}

  /** Reads which events to list. Fails with {@code Problem.InvalidRequest}. */
  static FindEvents.Command read(Request request) {
    Given<EventQueryDraft> given = request.read(BODY);
    EventPages.Position last = position(given, "iter_last_key", given.draft().iterLastKey());
    EventPages.Position first = position(given, "iter_first_key", given.draft().iterFirstKey());
    if (last != null && first != null) {
      given.refuse("iter_first_key", "conflict", "Give iter_first_key or iter_last_key.");
    }
    given.draft().filter().check(given);
    EventQueryDraft draft = given.done();
    return new FindEvents.Command(
        draft.filter().toRules(draft.eventId()),
        new PropertyValues(draft.propertyFilters()),
        draft.order() == Order.DESC,
        last,
        first,
        draft.offset(),
        draft.pageSize());
  }

  private static EventPages.@Nullable Position position(
      Given<?> given, String key, @Nullable String text) {
    EventPages.Position position = text == null ? null : EventSearch.position(text);
    if (text != null && position == null) {
      given.refuse(key, "not_a_key", "Give the %s of the last answer.".formatted(key));
    }
    return position;
  }

  /** Reads which events to count. Fails with {@code Problem.InvalidRequest}. */
  static FindEvents.Filter counted(Request request) {
    Given<Counted> given = request.read(COUNTED);
    given.draft().filter().check(given);
    return given.done().filter().toRules(null);
  }
}
