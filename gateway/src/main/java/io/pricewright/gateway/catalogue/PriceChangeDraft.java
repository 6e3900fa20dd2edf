package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.id.PriceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a body says of a price that changes; what is left out stays as it is. */
@Named("UpdatePrice")
@NotYet(keys = "group_id", says = "There are no groups yet.")
@Example("{\"amount\":\"0.003\",\"effective_from\":\"2026-02-01T00:00:00Z\"}")
record PriceChangeDraft(
    @Says("When the version begins, before or after others; now when it is left out.")
        @Nullable Instant effectiveFrom,
    @Says("The price's own; it cannot change.") @Nullable BillingModel billingModel,
    @Says("To let it begin in periods that are over: what they cost changes.") @Default("false")
        boolean adjustClosed,
    @Inline PriceTextsDraft texts,
    @Inline TermsDraft terms) {
  static final Body<PriceChangeDraft> BODY = Body.of(PriceChangeDraft.class);

  /** Reads a change. Fails with {@code Problem.InvalidRequest}. */
  static ChangePrice.Command read(Request request) {
    Given<PriceChangeDraft> given = request.read(BODY);
    if (given.fine() && given.draft().terms().toRules().isEmpty() && given.has("effective_from")) {
      given.refuse("effective_from", "not_supported", "It goes with a change of money fields.");
    }
    PriceChangeDraft draft = given.done();
    return new ChangePrice.Command(
        new PriceId(request.path("id")),
        draft.effectiveFrom(),
        draft.billingModel(),
        draft.texts().toRules(),
        draft.terms().toRules(),
        draft.adjustClosed(),
        Transactions.rehearses(request));
  }
}
