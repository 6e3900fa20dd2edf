package io.pricewright.gateway.event;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import org.jspecify.annotations.Nullable;

/** Which parked events a body wants rated again. */
@Named("Rerate")
record RerateDraft(
    @Says("This event alone.") @Nullable EventId eventId,
    @Says("Those of this customer.") @Nullable ExternalId externalCustomerId,
    @Says("Those parked for this reason.") @Nullable String reason) {
  static final Body<RerateDraft> BODY = Body.of(RerateDraft.class);

  /** Reads which. Fails with {@code Problem.InvalidRequest}. */
  static RerateEvents.Command read(Request request) {
    RerateDraft draft = request.read(BODY).done();
    return new RerateEvents.Command(draft.eventId(), draft.externalCustomerId(), draft.reason());
  }
}
