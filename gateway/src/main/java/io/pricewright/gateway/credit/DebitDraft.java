package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.wallet.TransactionReason;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a body says of credits to take out of a wallet. */
@Named("DebitWallet")
record DebitDraft(
    @Required("Say how many credits to take out.") BigDecimal credits,
    @Default("MANUAL_BALANCE_DEBIT") Reason transactionReason,
    @Longest(255)
        @Example("debit-7")
        @Says("Against debiting twice; give it, or the header Idempotency-Key.")
        @Nullable String idempotencyKey,
    @Nullable String description,
    @Metadata Json.@Nullable Obj metadata)
    implements Checked {
  static final Body<DebitDraft> BODY = Body.of(DebitDraft.class);

  /** Why credits may be taken out. */
  enum Reason implements Coded {
    MANUAL_BALANCE_DEBIT(TransactionReason.MANUAL_BALANCE_DEBIT),
    CREDIT_ADJUSTMENT(TransactionReason.CREDIT_ADJUSTMENT),
    CREDIT_EXPIRED(TransactionReason.CREDIT_EXPIRED),
    INVOICE_PAYMENT(TransactionReason.INVOICE_PAYMENT);

    private final TransactionReason reason;

    Reason(TransactionReason reason) {
      this.reason = reason;
    }

    @Override
    public String code() {
      return name();
    }
  }

  @Override
  public void check(Place place) {
    AmountsDraft.credits(place, "credits", credits);
  }

  /** Reads a debit. Fails with {@code Problem.InvalidRequest}. */
  static DebitWallet.Command read(Request request) {
    Given<DebitDraft> given = request.read(BODY);
    if (given.draft().idempotencyKey() == null && request.header("Idempotency-Key") == null) {
      given.refuse(
          "idempotency_key",
          "required",
          "Give it, or the header Idempotency-Key: against debiting twice.");
    }
    DebitDraft draft = given.done();
    return new DebitWallet.Command(
        new WalletId(request.path("id")),
        draft.credits(),
        draft.transactionReason().reason,
        draft.description(),
        draft.idempotencyKey(),
        Objects.requireNonNullElse(draft.metadata(), Json.Obj.EMPTY));
  }
}
