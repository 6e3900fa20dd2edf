package io.pricewright.gateway.subscription;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.subscription.Cancellation;
import io.pricewright.rules.subscription.Proration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a body says of the end of a subscription. */
@Named("CancelSubscription")
record CancelDraft(
    @Required("Give immediate, end_of_period or scheduled_date.") Cancellation cancellationType,
    @Says("With scheduled_date: when it ends; not before the open period.")
        @Nullable Instant cancelAt,
    @Says(
            "Whether what was asked in advance is given back for the rest of its period; as the"
                + " subscription has it when left out.")
        @Nullable Proration prorationBehavior,
    @Says("Others come with invoices.")
        MoneyTerms.@Nullable LastUsage cancelImmediatelyInovicePolicy,
    @Says("Yours to keep with the answer.") @Nullable String reason) {
  static final Body<CancelDraft> BODY = Body.of(CancelDraft.class);

  /** Reads a cancellation. Fails with {@code Problem.InvalidRequest}. */
  static CancelDraft read(Request request) {
    Given<CancelDraft> given = request.read(BODY);
    CancelDraft draft = given.draft();
    boolean named = draft.cancellationType() == Cancellation.SCHEDULED_DATE;
    if (given.fine() && named != given.has("cancel_at")) {
      given.refuse("cancel_at", "required", "It goes with scheduled_date, and that with it.");
    }
    if (draft.cancelImmediatelyInovicePolicy() == MoneyTerms.LastUsage.SKIP) {
      MoneyTerms.later(given, "cancel_immediately_inovice_policy", "invoices");
    }
    return given.done();
  }

  CancelSubscription.Command toCommand(SubscriptionId id) {
    return new CancelSubscription.Command(id, cancellationType, cancelAt, prorationBehavior);
  }
}
