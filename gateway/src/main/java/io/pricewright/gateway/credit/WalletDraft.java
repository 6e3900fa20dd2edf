package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.WalletType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a body says of a new wallet. */
@Named("CreateWallet")
@NotYet(
    keys = "initial_credits_to_load_expiry_date",
    says = "Send a time in 'initial_credits_expiry_date_utc'.")
record WalletDraft(
    @Says("Whose; give this or `external_customer_id`.") @Nullable CustomerId customerId,
    @Longest(255) @Example("acme") @Says("Whose; give this or `customer_id`.")
        @Nullable ExternalId externalCustomerId,
    @Refused(code = "not_a_currency", detail = "Send three letters, such as usd.")
        Currency currency,
    @Longest(100) @Says("Name of its credits, for people.") @Nullable String priceUnit,
    @Default("PRE_PAID") WalletType walletType,
    @NotNegative @Says("Currency a credit is worth; 1 when it is left out.")
        @Nullable BigDecimal conversionRate,
    @NotNegative @Says("Price of a credit; the conversion rate when it is left out.")
        @Nullable BigDecimal topupConversionRate,
    @NotNegative @Says("How far below zero it may go.") @Nullable BigDecimal creditLine,
    @Example("100") @Says("Credits that are given away with it.")
        @Nullable BigDecimal initialCreditsToLoad,
    @Says("Those pay for usage before it.") @Nullable Instant initialCreditsExpiryDateUtc,
    @Inline WalletChangesDraft changes)
    implements Checked {
  static final Body<WalletDraft> BODY = Body.of(WalletDraft.class);

  @Override
  public void check(Place place) {
    AmountsDraft.owner(place, customerId, externalCustomerId);
    AmountsDraft.rate(place, "conversion_rate", conversionRate);
    AmountsDraft.rate(place, "topup_conversion_rate", topupConversionRate);
    AmountsDraft.below(place, "credit_line", creditLine);
    if (initialCreditsToLoad != null && initialCreditsToLoad.signum() != 0) {
      AmountsDraft.credits(place, "initial_credits_to_load", initialCreditsToLoad);
    }
  }

  /** Reads a new wallet. Fails with {@code Problem.InvalidRequest}. */
  static OpenWallet.Command read(Request request, Instant now) {
    Given<WalletDraft> given = request.read(BODY);
    AmountsDraft.expiry(
        given,
        "initial_credits_expiry_date_utc",
        given.draft().initialCreditsExpiryDateUtc(),
        null,
        now);
    WalletDraft draft = given.done();
    BigDecimal rate = Objects.requireNonNullElse(draft.conversionRate(), BigDecimal.ONE);
    return new OpenWallet.Command(
        draft.customerId(),
        draft.externalCustomerId(),
        draft.currency(),
        draft.priceUnit(),
        draft.walletType(),
        rate,
        Objects.requireNonNullElse(draft.topupConversionRate(), rate),
        Objects.requireNonNullElse(draft.creditLine(), BigDecimal.ZERO),
        Objects.requireNonNullElse(draft.initialCreditsToLoad(), BigDecimal.ZERO),
        draft.initialCreditsExpiryDateUtc(),
        draft.changes().changes());
  }
}
