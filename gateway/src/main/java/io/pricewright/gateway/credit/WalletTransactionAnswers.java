package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.TransactionType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is answered of what was put into wallets and taken out. */
final class WalletTransactionAnswers {
  static final Body<Shown> TRANSACTION = Body.of(Shown.class);
  static final Body<ToppedUp> TOPPED_UP = Body.of(ToppedUp.class);

  private WalletTransactionAnswers() {}

  /** What was put in or taken out. */
  @Named("WalletTransaction")
  record Shown(
      WalletTransactionId id,
      WalletId walletId,
      CustomerId customerId,
      TransactionType type,
      BigDecimal amount,
      BigDecimal creditAmount,
      BigDecimal creditBalanceBefore,
      BigDecimal creditBalanceAfter,
      @Says("Of what was put in: what is left of it.") BigDecimal creditsAvailable,
      Currency currency,
      BigDecimal conversionRate,
      BigDecimal topupConversionRate,
      @Nullable Instant expiryDate,
      @Nullable Integer priority,
      TransactionReason transactionReason,
      @Example("completed") String transactionStatus,
      @Nullable String referenceType,
      @Nullable String referenceId,
      @Nullable String parentTransactionId,
      @Nullable String description,
      @Nullable String idempotencyKey,
      @Metadata Json.Obj metadata,
      Json.@Nullable Obj createdByUser,
      Json.@Nullable Obj customer,
      Json.@Nullable Obj wallet,
      @Inline MadeAnswer made) {
    static Shown of(
        WalletTransactionRow row, Credits.Opened opened, CustomerId customer, Caller caller) {
      WalletRow wallet = opened.wallet();
      Grant grant = grant(row, opened);
      return new Shown(
          row.id(),
          row.walletId(),
          customer,
          row.type(),
          row.amount(),
          row.credits(),
          row.balanceBefore(),
          row.balanceAfter(),
          grant == null ? BigDecimal.ZERO : grant.unitsLeft(),
          wallet.currency(),
          wallet.conversionRate(),
          wallet.topupConversionRate(),
          grant == null ? null : grant.expiry(),
          grant == null ? null : grant.priority(),
          row.reason(),
          "completed",
          row.referenceType(),
          row.referenceId(),
          null,
          row.description(),
          row.idempotencyKey(),
          row.metadata(),
          null,
          null,
          null,
          MadeAnswer.of(Status.PUBLISHED, row.createdAt(), row.createdAt(), caller));
    }

    /** Returns what it made, or null when that is spent or it made none. */
    private static @Nullable Grant grant(WalletTransactionRow row, Credits.Opened opened) {
      return opened.purse().grants().stream()
          .filter(grant -> grant.id().equals(row.grantId()))
          .findFirst()
          .orElse(null);
    }
  }

  /** A wallet and what was put into it. */
  @Named("TopUp")
  record ToppedUp(
      WalletAnswers.Shown wallet, Shown walletTransaction, @Nullable String invoiceId) {}

  private record Held(Credits.Opened opened, CustomerId customer) {}

  /** Shows transactions in their order. */
  static Future<List<Shown>> show(Tx tx, List<WalletTransactionRow> rows, Caller caller) {
    return WalletRow.TABLE
        .listAny(
            tx, WalletRow.ID, rows.stream().map(WalletTransactionRow::walletId).distinct().toList())
        .compose(wallets -> Credits.show(tx, wallets, Held::new))
        .map(
            all -> {
              Map<WalletId, Held> byId = new HashMap<>();
              all.forEach(one -> byId.put(one.opened().wallet().id(), one));
              return rows.stream()
                  .map(row -> shown(row, Objects.requireNonNull(byId.get(row.walletId())), caller))
                  .toList();
            });
  }

  private static Shown shown(WalletTransactionRow row, Held held, Caller caller) {
    return Shown.of(row, held.opened(), held.customer(), caller);
  }

  /** Shows a transaction with its wallet. */
  static Future<ToppedUp> toppedUp(Tx tx, WalletTransactionRow row, Caller caller, Instant now) {
    return Wallets.find(tx, row.walletId())
        .compose(
            wallet ->
                Credits.show(
                    tx,
                    List.of(wallet),
                    (opened, customer) ->
                        new ToppedUp(
                            WalletAnswers.Shown.of(opened, customer, caller, now),
                            Shown.of(row, opened, customer, caller),
                            null)))
        .map(List::getFirst);
  }
}
