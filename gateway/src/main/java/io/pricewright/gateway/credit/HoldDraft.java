package io.pricewright.gateway.credit;

import io.pricewright.gateway.event.IngestDraft;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of a new hold: whose, and an amount or the events that the work will send.
 *
 * @param expiresInSeconds 15 minutes when it is left out
 */
@Named("CreateHold")
record HoldDraft(
    @Says("Whose credit; give this or `external_customer_id`.") @Nullable CustomerId customerId,
    @Longest(255) @Example("acme") @Says("Whose credit; give this or `customer_id`.")
        @Nullable ExternalId externalCustomerId,
    @Refused(code = "not_a_currency", detail = "Send three letters, such as usd.")
        Currency currency,
    @Example("5.00") @Says("How much; give this or `events`.") @Nullable BigDecimal amount,
    @Says("1 to 1,000 events as `POST /v1/events` takes them; what they would cost is held.")
        @Nullable Json events,
    @Says("Hold only credit that may pay for this feature.") @Nullable FeatureId featureId,
    @Bounds(min = 1, max = 2_592_000) @Nullable Long expiresInSeconds,
    @Metadata Json.@Nullable Obj metadata) {
  static final Body<HoldDraft> BODY = Body.of(HoldDraft.class);

  private static final Duration USUAL = Duration.ofMinutes(15);

  /**
   * Reads a hold. Fails with {@code Problem.InvalidRequest}.
   *
   * @param drafts reads events
   */
  static HoldCredit.Command read(Request request, IngestDraft drafts, Instant now) {
    Given<HoldDraft> given = request.read(BODY);
    if ((given.draft().customerId() == null) == (given.draft().externalCustomerId() == null)) {
      given.refuse(
          "customer_id", "required", "Give exactly one of customer_id and external_customer_id.");
    }
    BigDecimal amount = given.draft().amount();
    if (amount != null && (amount.signum() <= 0 || amount.compareTo(Amounts.MOST) >= 0)) {
      given.refuse("amount", "out_of_range", "Send more than 0 and less than 10^15.");
    }
    List<Event> events = SettleDraft.events(given, given.draft().events(), drafts, request);
    if (given.has("amount") == given.has("events")) {
      given.refuse("amount", "required", "Give exactly one of amount and events.");
    }
    HoldDraft draft = given.done();
    Long seconds = draft.expiresInSeconds();
    Json.@Nullable Obj metadata = draft.metadata();
    return new HoldCredit.Command(
        draft.customerId(),
        draft.externalCustomerId(),
        draft.currency(),
        amount,
        events,
        draft.featureId(),
        now.plus(seconds == null ? USUAL : Duration.ofSeconds(seconds)),
        metadata == null ? Json.Obj.EMPTY : metadata);
  }
}
