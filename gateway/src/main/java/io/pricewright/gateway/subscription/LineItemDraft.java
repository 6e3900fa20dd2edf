package io.pricewright.gateway.subscription;

import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.PriceId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a body says of a price that a subscription takes besides those that its plan gives it. */
@Named("CreateSubscriptionLineItem")
record LineItemDraft(
    @Says("Any published price of the currency; it is counted by its own billing period.")
        PriceId priceId,
    @NotNegative @Says("How many of a FIXED price; one, or its min_quantity, when left out.")
        @Nullable BigDecimal quantity,
    @Says("From when usage counts; the subscription's start when left out.")
        @Nullable Instant startDate,
    @Says("Until when usage counts; the subscription's end when left out.")
        @Nullable Instant endDate)
    implements Checked {
  @Override
  public void check(Place place) {
    if (startDate != null && endDate != null && !endDate.isAfter(startDate)) {
      place.refuse("end_date", "out_of_range", "Send a time after start_date.");
    }
  }

  CreateSubscription.PriceBesides toBesides() {
    return new CreateSubscription.PriceBesides(priceId, quantity, startDate, endDate);
  }
}
