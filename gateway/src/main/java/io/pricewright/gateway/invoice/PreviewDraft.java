package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Always;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.SubscriptionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which invoice to look at. */
@Named("InvoicePreviewRequest")
@Always(key = "hide_zero_charges_line_items", values = "true")
record PreviewDraft(
    SubscriptionId subscriptionId,
    @Says("With `period_end`: a billing period of the subscription; the present one when left out.")
        @Nullable Instant periodStart,
    @Says("With `period_start`.") @Nullable Instant periodEnd) {
  static final Body<PreviewDraft> BODY = Body.of(PreviewDraft.class);

  /** Reads it. Fails with {@code Problem.InvalidRequest}. */
  static PreviewInvoice.Command read(Request request) {
    Given<PreviewDraft> given = request.read(BODY);
    if (given.has("period_start") != given.has("period_end")) {
      given.refuse(
          given.has("period_start") ? "period_end" : "period_start",
          "required",
          "Give both ends of a billing period, or neither.");
    }
    PreviewDraft draft = given.done();
    return new PreviewInvoice.Command(
        draft.subscriptionId(), draft.periodStart(), draft.periodEnd());
  }
}
