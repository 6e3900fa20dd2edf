package io.pricewright.gateway.credit;

import io.pricewright.gateway.event.IngestDraft;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body says of the work a hold was for: exactly one of both. */
@Named("SettleHold")
record SettleDraft(
    @Says("1 to 1,000 events as `POST /v1/events` takes them; they are ingested.")
        @Nullable Json events,
    @NotNegative @Example("3.20") @Says("What the work came to.") @Nullable BigDecimal amount) {
  static final Body<SettleDraft> BODY = Body.of(SettleDraft.class);

  /** Reads what ends a hold. Fails with {@code Problem.InvalidRequest}. */
  static SettleHold.Command read(Request request, IngestDraft drafts) {
    Given<SettleDraft> given = request.read(BODY);
    BigDecimal amount = given.draft().amount();
    if (amount != null && amount.compareTo(Amounts.MOST) >= 0) {
      given.refuse("amount", "out_of_range", "Send less than 10^15.");
    }
    List<Event> events = events(given, given.draft().events(), drafts, request);
    if (given.has("amount") == given.has("events")) {
      given.refuse("amount", "required", "Give exactly one of events and amount.");
    }
    given.done();
    return new SettleHold.Command(new HoldId(request.path("id")), amount, events);
  }

  /** Reads a list of events, or null. */
  static @Nullable List<Event> events(
      Given<?> given, @Nullable Json events, IngestDraft drafts, Request request) {
    if (events == null) {
      return null;
    }
    if (events instanceof Json.Arr list) {
      return drafts.list(request, list);
    }
    given.refuse("events", "wrong_type", "Send an array of 1 to 1,000 events.");
    return List.of();
  }
}
