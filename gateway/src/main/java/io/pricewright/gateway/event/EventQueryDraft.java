package io.pricewright.gateway.event;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Older;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.json.Json;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.EventSearch;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a body asks of stored events. */
@Named("EventQuery")
@Older({"sort", "order", "customer_id", "offset", "iter_first_key"})
record EventQueryDraft(
    @Inline Filter filter,
    @Says("One event.") @Nullable String eventId,
    @Says("The `iter_last_key` of the last answer: what comes after it.")
        @Nullable String iterLastKey,
    @Says("Values, or lists of values, of properties.") Json.@Nullable Obj propertyFilters) {
  static final Body<EventQueryDraft> BODY = Body.of(EventQueryDraft.class);
  static final Body<Counted> COUNTED = Body.of(Counted.class);

  private static final int MOST = 50;

  /** Which events. */
  record Filter(
      @Nullable String externalCustomerId,
      @Nullable String eventName,
      @Nullable String source,
      @Nullable Outcome outcome,
      @Says("Why they are parked or unmatched.") @Nullable String reason,
      @Says("Left out: seven days ago.") @Nullable Instant startTime,
      @Says("Left out: tomorrow.") @Nullable Instant endTime,
      @Bounds(min = 1, max = MOST) @Nullable Integer pageSize) {
    private EventSearch.Query query(Instant now) {
      return new EventSearch.Query(
          null,
          Id.ofNullable(externalCustomerId, ExternalId::new),
          eventName,
          source,
          outcome,
          reason,
          startTime == null ? now.minus(Duration.ofDays(7)) : startTime,
          endTime == null ? now.plus(Duration.ofDays(1)) : endTime);
    }
  }

  /** The same where events are counted. */
  @Named("EventCountQuery")
  @Older({
    "sort",
    "order",
    "customer_id",
    "offset",
    "event_id",
    "iter_first_key",
    "iter_last_key",
    "property_filters"
  })
  record Counted(@Inline Filter filter) {}

  /** Reads which events to list. Fails with {@code Problem.InvalidRequest}. */
  static FindEvents.Command read(Request request, Instant now) {
    Given<EventQueryDraft> given = request.read(BODY);
    String after = given.draft().iterLastKey();
    EventLog.Position position = after == null ? null : EventSearch.position(after);
    if (after != null && position == null) {
      given.refuse("iter_last_key", "not_a_key", "Give the iter_last_key of the last answer.");
    }
    EventQueryDraft draft = given.done();
    Integer size = draft.filter().pageSize();
    return new FindEvents.Command(
        draft.filter().query(now),
        draft.eventId(),
        position,
        new PropertyValues(draft.propertyFilters()),
        size == null ? MOST : size);
  }

  /** Reads which events to count. Fails with {@code Problem.InvalidRequest}. */
  static EventSearch.Query counted(Request request, Instant now) {
    return request.read(COUNTED).done().filter().query(now);
  }
}
