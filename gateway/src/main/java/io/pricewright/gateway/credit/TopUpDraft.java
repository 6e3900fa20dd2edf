package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.rules.wallet.TransactionReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a body says of credits to put into a wallet. */
@Named("TopUpWallet")
@NotYet(
    keys = {"force_sync_invoice", "checkout"},
    says = "Invoices and checkouts come later; top up what was paid.")
record TopUpDraft(
    @Example("100") @Says("How many; give this or `amount`.") @Nullable BigDecimal creditsToAdd,
    @Says("What is paid for them; give this or `credits_to_add`.") @Nullable BigDecimal amount,
    @Required("Give 'transaction_reason'.") @Refused(code = "not_a_choice", detail = Reason.ONE_OF)
        Reason transactionReason,
    @Says("What they are; the reason says when it is left out.") @Nullable Kind kind,
    @Bounds(min = -1_000_000, max = 1_000_000) @Says("Lower is drawn first.")
        @Nullable Integer priority,
    @Says("They pay for usage from then on.") @Nullable Instant effectiveDate,
    @Says("They pay for usage before it.") @Nullable Instant expiryDateUtc,
    @Says("How many more are given away.") @Nullable BigDecimal bonusCreditsToAdd,
    @Says("Those pay for usage before it.") @Nullable Instant bonusCreditsExpiryDateUtc,
    @Nullable String description,
    @Longest(255) @Says("Against doing it twice.") @Nullable String idempotencyKey,
    @Metadata Json.@Nullable Obj metadata)
    implements Checked {
  static final Body<TopUpDraft> BODY = Body.of(TopUpDraft.class);

  /** Why credits may be put in. */
  enum Reason implements Coded {
    PURCHASED_CREDIT_DIRECT(TransactionReason.PURCHASED_CREDIT_DIRECT, false),
    CREDIT_NOTE(TransactionReason.CREDIT_NOTE, false),
    INVOICE_VOID_REFUND(TransactionReason.INVOICE_VOID_REFUND, false),
    CREDIT_ADJUSTMENT(TransactionReason.CREDIT_ADJUSTMENT, false),
    FREE_CREDIT_GRANT(TransactionReason.FREE_CREDIT_GRANT, true),
    SUBSCRIPTION_CREDIT_GRANT(TransactionReason.SUBSCRIPTION_CREDIT_GRANT, true),
    PURCHASED_CREDIT_BONUS(TransactionReason.PURCHASED_CREDIT_BONUS, true),
    /** Not yet. */
    PURCHASED_CREDIT_INVOICED(TransactionReason.PURCHASED_CREDIT_INVOICED, false);

    static final String ONE_OF =
        "Send one of [PURCHASED_CREDIT_DIRECT, CREDIT_NOTE, INVOICE_VOID_REFUND, CREDIT_ADJUSTMENT]"
            + " or [FREE_CREDIT_GRANT, SUBSCRIPTION_CREDIT_GRANT, PURCHASED_CREDIT_BONUS].";

    private final TransactionReason reason;
    private final boolean free;

    Reason(TransactionReason reason, boolean free) {
      this.reason = reason;
      this.free = free;
    }

    @Override
    public String code() {
      return name();
    }
  }

  /** What credits that are put in may be. */
  enum Kind implements Coded {
    PAID(GrantKind.PAID),
    PROMOTIONAL(GrantKind.PROMOTIONAL),
    SIGN_UP(GrantKind.SIGN_UP);

    private final GrantKind kind;

    Kind(GrantKind kind) {
      this.kind = kind;
    }

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public void check(Place place) {
    if (transactionReason == Reason.PURCHASED_CREDIT_INVOICED) {
      place.refuse(
          "transaction_reason",
          "not_supported",
          "There are no invoices yet. Send PURCHASED_CREDIT_DIRECT once it is paid.");
    }
    if (place.has("amount") == place.has("credits_to_add")) {
      place.refuse("credits_to_add", "required", "Give exactly one of credits_to_add and amount.");
    }
    AmountsDraft.credits(place, "credits_to_add", creditsToAdd);
    AmountsDraft.credits(place, "amount", amount);
    AmountsDraft.credits(place, "bonus_credits_to_add", bonusCreditsToAdd);
  }

  /** Reads a top-up. Fails with {@code Problem.InvalidRequest}. */
  static TopUpWallet.Command read(Request request, Instant now) {
    Given<TopUpDraft> given = request.read(BODY);
    TopUpDraft seen = given.draft();
    AmountsDraft.expiry(given, "expiry_date_utc", seen.expiryDateUtc(), seen.effectiveDate(), now);
    AmountsDraft.expiry(
        given,
        "bonus_credits_expiry_date_utc",
        seen.bonusCreditsExpiryDateUtc(),
        seen.effectiveDate(),
        now);
    return new TopUpWallet.Command(new WalletId(request.path("id")), given.done().fill());
  }

  private FillWallets.Fill fill() {
    GrantKind usual = transactionReason.free ? GrantKind.PROMOTIONAL : GrantKind.PAID;
    return new FillWallets.Fill(
        creditsToAdd,
        amount,
        kind == null ? usual : kind.kind,
        transactionReason.reason,
        priority,
        effectiveDate,
        expiryDateUtc,
        Objects.requireNonNullElse(bonusCreditsToAdd, BigDecimal.ZERO),
        bonusCreditsExpiryDateUtc,
        description,
        idempotencyKey,
        Objects.requireNonNullElse(metadata, Json.Obj.EMPTY));
  }
}
