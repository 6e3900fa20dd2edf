package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.body.Always;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a body says of a line of a one-off invoice. */
@Named("CreateInvoiceLine")
@Always(key = "price_type", values = "FIXED")
@NotYet(
    keys = {"price_id", "meter_id", "meter_display_name", "plan_id", "plan_display_name"},
    says = "A line of a one-off invoice has no price. Name it by display_name, and leave this out.")
@NotYet(
    keys = {"subscription_id", "subscription_line_item_id", "entity_id", "entity_type"},
    says = "A one-off invoice is of no subscription: what those ask is invoiced by itself.")
@NotYet(
    keys = {"price_unit", "price_unit_amount"},
    says = "A line is in the invoice's currency. Send its amount, and leave this out.")
@NotYet(
    keys = {"commitment_info", "adjusted_entitlement_quantity"},
    says = "Commitments and allowances are of usage. Send what is left of the amount.")
record OneOffLineDraft(
    @Longest(255) @Example("Onboarding, two days") @Nullable String displayName,
    @NotNegative @Default("1") @Example("2") @Says("Shown beside it; the amount is of all of it.")
        BigDecimal quantity,
    @Example("1800") @Says("Of all of it, not of one; rounded to minor units, half a unit up.")
        BigDecimal amount,
    @Says("From when what it is for is served.") @Nullable Instant periodStart,
    @Says("Until when; give both or none.") @Nullable Instant periodEnd,
    @Says("0: there are no discounts yet.") @Nullable BigDecimal lineItemDiscount,
    @Says("0: there are no discounts yet.") @Nullable BigDecimal invoiceLevelDiscount,
    @Says("0: prepaid credits pay for what subscriptions ask.")
        @Nullable BigDecimal prepaidCreditsApplied,
    @Metadata Json.@Nullable Obj metadata)
    implements Checked {
  static final String LESS =
      "Send 0 or more: what a customer gets back is a credit note, and those come later.";

  @Override
  public void check(Place place) {
    if (amount.signum() < 0) {
      place.refuse("amount", "out_of_range", LESS);
    } else if (amount.compareTo(Money.LIMIT) >= 0) {
      place.refuse("amount", "out_of_range", "Send less than 10^20.");
    }
    String discount = "Discounts come later. Send the amount that is left, and leave this out.";
    nothing(place, "line_item_discount", lineItemDiscount, discount);
    nothing(place, "invoice_level_discount", invoiceLevelDiscount, discount);
    nothing(
        place,
        "prepaid_credits_applied",
        prepaidCreditsApplied,
        "Prepaid credits pay for what subscriptions ask. Leave this out.");
    period(place, periodStart, periodEnd);
  }

  /** Refuses a number that says something. */
  static void nothing(Place place, String key, @Nullable BigDecimal number, String says) {
    if (number != null && number.signum() != 0) {
      place.refuse(key, "not_supported", says);
    }
  }

  /** Refuses half a period, and one that ends before it begins. */
  static void period(Place place, @Nullable Instant start, @Nullable Instant end) {
    if (place.has("period_start") != place.has("period_end")) {
      String lacks = place.has("period_start") ? "period_end" : "period_start";
      place.refuse(lacks, "required", "Give both period_start and period_end, or none.");
    } else if (start != null && end != null && !end.isAfter(start)) {
      place.refuse("period_end", "out_of_range", "Send a time after period_start.");
    }
  }

  /** Returns a period of both ends. */
  static @Nullable Interval interval(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null ? null : new Interval(start, end);
  }

  CreateOneOff.Line line() {
    return new CreateOneOff.Line(
        displayName,
        Money.plain(quantity),
        Money.plain(amount),
        interval(periodStart, periodEnd),
        Objects.requireNonNullElse(metadata, Json.Obj.EMPTY));
  }
}
