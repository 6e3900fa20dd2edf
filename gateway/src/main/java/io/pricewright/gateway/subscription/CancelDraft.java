package io.pricewright.gateway.subscription;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Older;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.subscription.Cancellation;
import org.jspecify.annotations.Nullable;

/** What a body says of the end of a subscription. */
@Named("CancelSubscription")
@Older({"proration_behavior", "cancel_immediately_inovice_policy", "cancel_at"})
record CancelDraft(
    @Required("Give immediate or end_of_period.") Cancellation cancellationType,
    @Says("Yours to keep with the answer.") @Nullable String reason) {
  static final Body<CancelDraft> BODY = Body.of(CancelDraft.class);
}
