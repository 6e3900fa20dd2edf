package io.pricewright.gateway.subscription;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Later;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingCycle;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Proration;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body says of a new subscription. */
@Named("CreateSubscription")
@Later(
    value = {
      "addons",
      "auto_invoice_threshold",
      "checkout",
      "commitment_amount",
      "commitment_duration",
      "coupons",
      "enable_true_up",
      "gateway_payment_method_id",
      "inheritance",
      "invoice_billing",
      "line_item_commitments",
      "line_item_coupons",
      "overage_factor",
      "payment_terms",
      "phases",
      "subscription_coupons",
      "tax_rate_overrides"
    },
    with = "invoices")
record SubscriptionDraft(
    @Says("Who subscribes; give this or `external_customer_id`.") @Nullable CustomerId customerId,
    @Longest(255) @Example("acme") @Says("Who subscribes; give this or `customer_id`.")
        @Nullable ExternalId externalCustomerId,
    PlanId planId,
    Currency currency,
    BillingPeriod billingPeriod,
    @Bounds(min = 1, max = 1200) @Default("1") int billingPeriodCount,
    @Default("anniversary") BillingCycle billingCycle,
    @Says("A boundary between billing periods; its start when left out.")
        @Nullable Instant billingAnchor,
    @Says("Now when left out.") @Nullable Instant startDate,
    @Nullable Instant endDate,
    @Bounds(min = 1, max = 730)
        @Says(
            "Days, of its time zone, from its start on in which all of it is free and counted"
                + " apart.")
        @Nullable Integer trialPeriodDays,
    @Says("Until when its trial goes on; give this or `trial_period_days`.")
        @Nullable Instant trialEnd,
    @Says("A trial begins with the subscription: its start_date, or leave it out.")
        @Nullable Instant trialStart,
    @Refused(code = "not_a_choice", detail = "Send an IANA time zone, such as Europe/Berlin.")
        @Says("Where days and months are counted; UTC when left out.")
        @Nullable ZoneId timezone,
    @Longest(100) @Says("The older name of `timezone`.") @Nullable String customerTimezone,
    @Default("active") Begun subscriptionStatus,
    @Longest(255) @Nullable String lookupKey,
    @Metadata Json.@Nullable Obj metadata,
    @AtMost(SubscriptionDraft.MAX_LINES)
        @Says("Prices of the plan that this subscription pays otherwise.")
        List<OverrideDraft> overrideLineItems,
    @AtMost(SubscriptionDraft.MAX_MORE)
        @Says("Prices that it takes besides those of its plan, currency and period.")
        List<LineItemDraft> lineItems,
    @Says("To subscribe a customer a second time to a plan that runs for it.") @Default("false")
        boolean allowSecond,
    MoneyTerms.@Nullable Cadence billingCadence,
    @Says("Others come with payments.") MoneyTerms.@Nullable Collection collectionMethod,
    @Says("Others come with payments.") MoneyTerms.@Nullable FirstPayment paymentBehavior,
    @Default("none")
        @Says("Whether a FIXED price costs a share of a period that is served in part.")
        Proration prorationBehavior) {
  static final Body<SubscriptionDraft> BODY = Body.of(SubscriptionDraft.class);

  /** Most line items of a subscription. */
  static final int MAX_LINES = 1_000;

  /** Most prices that a subscription takes besides its plan's. */
  static final int MAX_MORE = 100;

  private static final Duration LONGEST_TRIAL = Duration.ofDays(731);

  /** How a subscription begins. */
  enum Begun implements Coded {
    ACTIVE;

    @Override
    public String code() {
      return "active";
    }
  }

  /** Reads a subscription. Fails with {@code Problem.InvalidRequest}. */
  static CreateSubscription.Command read(Request request, Instant now) {
    Given<SubscriptionDraft> given = request.read(BODY);
    SubscriptionDraft draft = given.draft();
    if (given.has("customer_id") == given.has("external_customer_id")) {
      given.refuse(
          "customer_id", "required", "Give exactly one of customer_id and external_customer_id.");
    }
    ZoneId zone = zone(given);
    Instant start = draft.startDate() == null ? now : draft.startDate();
    Instant end = draft.endDate();
    if (end != null && !end.isAfter(start)) {
      given.refuse("end_date", "out_of_range", "Send a time after start_date.");
    }
    if (draft.billingAnchor() != null && draft.billingCycle() == BillingCycle.CALENDAR) {
      given.refuse(
          "billing_anchor",
          "not_supported",
          "Periods of a calendar cycle begin by the calendar. Leave one of both out.");
    }
    Instant trialEnd = trialEnd(given, start, zone);
    MoneyTerms.check(given, draft.collectionMethod());
    MoneyTerms.check(given, draft.paymentBehavior());
    boolean again = draft.allowSecond() || request.header("Idempotency-Key") != null;
    return given.done().command(zone, start, trialEnd, again);
  }

  private static @Nullable Instant trialEnd(
      Given<SubscriptionDraft> given, Instant start, ZoneId zone) {
    SubscriptionDraft draft = given.draft();
    Integer days = draft.trialPeriodDays();
    Instant until = draft.trialEnd();
    if (days != null && until != null) {
      given.refuse("trial_end", "not_supported", "Give trial_end or trial_period_days, not both.");
    }
    Instant end = days == null ? until : start.atZone(zone).plusDays(days).toInstant();
    if (draft.trialStart() != null && (end == null || !draft.trialStart().equals(start))) {
      given.refuse(
          "trial_start",
          "not_a_choice",
          "A trial begins with the subscription. Leave it out, and give trial_end or"
              + " trial_period_days.");
    }
    if (end != null && (!end.isAfter(start) || end.isAfter(start.plus(LONGEST_TRIAL)))) {
      given.refuse(
          "trial_end", "out_of_range", "Send a time after start_date, by at most 730 days.");
      return null;
    }
    return end;
  }

  private static ZoneId zone(Given<SubscriptionDraft> given) {
    ZoneId zone = given.draft().timezone();
    String older = given.draft().customerTimezone();
    if (zone != null || given.has("timezone") || older == null || older.isEmpty()) {
      return zone == null ? ZoneId.of("UTC") : zone;
    }
    try {
      return ZoneId.of(older);
    } catch (DateTimeException e) {
      given.refuse("timezone", "not_a_choice", "Send an IANA time zone, such as Europe/Berlin.");
      return ZoneOffset.UTC;
    }
  }

  private CreateSubscription.Command command(
      ZoneId zone, Instant start, @Nullable Instant trialEnd, boolean again) {
    return new CreateSubscription.Command(
        customerId,
        externalCustomerId,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        start,
        endDate,
        trialEnd,
        zone,
        lookupKey,
        metadata == null ? Json.Obj.EMPTY : metadata,
        overrideLineItems.stream().map(OverrideDraft::toOverride).toList(),
        lineItems.stream().map(LineItemDraft::toBesides).toList(),
        prorationBehavior,
        again);
  }
}
