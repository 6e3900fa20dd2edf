package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotBlank;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.wallet.Cadence;
import io.pricewright.rules.wallet.CreditGrantScope;
import io.pricewright.rules.wallet.ExpirationType;
import io.pricewright.rules.wallet.ExpirationUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a body says of credits that come with a plan or subscription. */
@Named("CreateCreditGrant")
record CreditGrantDraft(
    @Longest(255) String name,
    @Required("Send PLAN or SUBSCRIPTION.") CreditGrantScope scope,
    @Example("plan_01JD8X2M4T7Q9VBN3KRC5ZHW6E") @Nullable PlanId planId,
    @Nullable SubscriptionId subscriptionId,
    @Required("Say how many credits come each time.") BigDecimal credits,
    @Required("Send ONETIME or RECURRING.") Cadence cadence,
    @Says("How often recurring ones come.") @Nullable BillingPeriod period,
    @Bounds(min = 1, max = 1_200) @Nullable Integer periodCount,
    @Default("NEVER") ExpirationType expirationType,
    @Bounds(min = 1, max = 10_000) @Nullable Integer expirationDuration,
    @Nullable ExpirationUnit expirationDurationUnit,
    @Bounds(min = -1_000_000, max = 1_000_000) @Says("Lower is drawn first.")
        @Nullable Integer priority,
    @NotNegative @Nullable BigDecimal conversionRate,
    @NotNegative @Nullable BigDecimal topupConversionRate,
    @Says(CAP + " Without it none are carried.") @Nullable BigDecimal rolloverCap,
    @Default("false")
        @Says(
            "Whether what is left ends together with the subscription, instead of with its own"
                + " cycle.")
        boolean forfeitOnCancel,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    @Metadata Json.@Nullable Obj metadata)
    implements Checked {
  static final Body<CreditGrantDraft> BODY = Body.of(CreditGrantDraft.class);

  private static final String CAP =
      "The most a customer has after a renewal, new credits included: 2000 a month with a cap of"
          + " 4000 carry at most 2000.";

  /** What may change of a credit grant. */
  @Named("UpdateCreditGrant")
  record Update(
      @Longest(255) @NotBlank @Example("Monthly credits") @Nullable String name,
      @Nullable Instant endDate,
      @Metadata Json.@Nullable Obj metadata) {
    static final Body<Update> BODY = Body.of(Update.class);

    /** Reads a change. Fails with {@code Problem.InvalidRequest}. */
    static ChangeCreditGrant.Command read(Request request) {
      Update draft = request.read(BODY).done();
      return new ChangeCreditGrant.Command(
          new CreditGrantId(request.path("id")), draft.name(), draft.endDate(), draft.metadata());
    }
  }

  @Override
  public void check(Place place) {
    whose(place);
    boolean recurring = cadence == Cadence.RECURRING && !place.wrong("cadence");
    if (recurring && period == null && !place.wrong("period")) {
      place.refuse("period", "required", "Say how often the credits come.");
    }
    if (expirationType == ExpirationType.DURATION
        && (expirationDuration == null || expirationDurationUnit == null)) {
      place.refuse(
          "expiration_duration",
          "required",
          "Give expiration_duration and expiration_duration_unit.");
    }
    AmountsDraft.credits(place, "credits", credits);
    AmountsDraft.credits(place, "rollover_cap", rolloverCap);
    if (rolloverCap != null && (!recurring || expirationType == ExpirationType.NEVER)) {
      place.refuse(
          "rollover_cap",
          "not_supported",
          "Only recurring credits that expire have a rest to carry.");
    }
    if (rolloverCap != null
        && rolloverCap.compareTo(credits) <= 0
        && !place.wrong("rollover_cap")
        && !place.wrong("credits")) {
      place.refuse(
          "rollover_cap", "out_of_range", CAP + " Send more than credits, or leave it out.");
    }
    AmountsDraft.rate(place, "conversion_rate", conversionRate);
    AmountsDraft.rate(place, "topup_conversion_rate", topupConversionRate);
  }

  private void whose(Place place) {
    boolean ofPlan = scope == CreditGrantScope.PLAN && !place.wrong("scope");
    if ((ofPlan ? planId : subscriptionId) == null) {
      place.refuse(
          ofPlan ? "plan_id" : "subscription_id", "required", "Say whose credits they are.");
    }
    if ((ofPlan ? subscriptionId : planId) != null) {
      place.refuse(ofPlan ? "subscription_id" : "plan_id", "not_supported", "Leave it out.");
    }
  }

  /** Reads a credit grant. Fails with {@code Problem.InvalidRequest}. */
  static GiveCredits.Command read(Request request, Instant now) {
    Given<CreditGrantDraft> given = request.read(BODY);
    Instant end = given.draft().endDate();
    if (end != null && !end.isAfter(Objects.requireNonNullElse(given.draft().startDate(), now))) {
      given.refuse("end_date", "out_of_range", "Send a time after start_date.");
    }
    return given.done().command();
  }

  private GiveCredits.Command command() {
    return new GiveCredits.Command(
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        Objects.requireNonNullElse(metadata, Json.Obj.EMPTY));
  }
}
