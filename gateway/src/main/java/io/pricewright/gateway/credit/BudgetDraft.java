package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.BudgetPeriod;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a body says of a new budget. */
@Named("CreateBudget")
record BudgetDraft(
    @Says("Whose spend; give this or `external_customer_id`.") @Nullable CustomerId customerId,
    @Longest(255) @Example("acme") @Says("Whose spend; give this or `customer_id`.")
        @Nullable ExternalId externalCustomerId,
    @Says("Only of this.") @Nullable SubscriptionId subscriptionId,
    @Says("Only of this.") @Nullable FeatureId featureId,
    @Refused(code = "not_a_currency", detail = "Send three letters, such as usd.")
        Currency currency,
    @Required("Say what a period may cost.") @Example("500") BigDecimal amount,
    @Default("CALENDAR_MONTH") BudgetPeriod period,
    @Metadata Json.@Nullable Obj metadata)
    implements Checked {
  static final Body<BudgetDraft> BODY = Body.of(BudgetDraft.class);

  @Override
  public void check(Place place) {
    AmountsDraft.owner(place, customerId, externalCustomerId);
    AmountsDraft.credits(place, "amount", amount);
    if (period == BudgetPeriod.BILLING_PERIOD && subscriptionId == null) {
      place.refuse("subscription_id", "required", "Say whose billing period it is.");
    }
  }

  /** Reads a budget. Fails with {@code Problem.InvalidRequest}. */
  static MakeBudget.Command read(Request request) {
    BudgetDraft draft = request.read(BODY).done();
    return new MakeBudget.Command(
        draft.customerId(),
        draft.externalCustomerId(),
        draft.subscriptionId(),
        draft.featureId(),
        draft.currency(),
        draft.amount(),
        draft.period(),
        Objects.requireNonNullElse(draft.metadata(), Json.Obj.EMPTY));
  }
}
