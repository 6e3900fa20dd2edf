package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.TransactionStatus;
import io.pricewright.rules.wallet.TransactionType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.WalletGrantRow;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.pricewright.store.wallet.CreditBooks;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
      @Says("A pending one asks for money, and moved nothing yet.")
          TransactionStatus transactionStatus,
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
        WalletTransactionRow row,
        WalletRow wallet,
        @Nullable Grant grant,
        CustomerId customer,
        Caller caller) {
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
          row.transactionStatus(),
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
  }

  /** A wallet and what was put into it. */
  @Named("TopUp")
  record ToppedUp(
      WalletAnswers.Shown wallet, Shown walletTransaction, @Nullable String invoiceId) {}

  /** Shows transactions in their order. What they granted is read whether it is spent or not. */
  static Future<List<Shown>> show(Tx tx, List<WalletTransactionRow> rows, Caller caller) {
    return WalletRow.TABLE
        .listAny(tx, WalletRow.ID, each(rows, WalletTransactionRow::walletId))
        .compose(
            wallets -> {
              List<CustomerNo> customers = wallets.stream().map(WalletRow::customerNo).toList();
              return Gates.share(tx, customers)
                  .compose(shared -> Owners.ids(tx, customers))
                  .compose(
                      ids ->
                          grants(tx, rows)
                              .map(grants -> shown(rows, wallets, ids, grants, caller)));
            });
  }

  private static List<Shown> shown(
      List<WalletTransactionRow> rows,
      List<WalletRow> wallets,
      Map<CustomerNo, CustomerId> owners,
      Map<GrantId, Grant> grants,
      Caller caller) {
    Map<WalletId, WalletRow> byId = new HashMap<>();
    wallets.forEach(wallet -> byId.put(wallet.id(), wallet));
    return rows.stream()
        .map(
            row -> {
              WalletRow wallet = Objects.requireNonNull(byId.get(row.walletId()));
              CustomerId owner = Objects.requireNonNull(owners.get(wallet.customerNo()));
              return Shown.of(row, wallet, granted(row, grants), owner, caller);
            })
        .toList();
  }

  private static @Nullable Grant granted(WalletTransactionRow row, Map<GrantId, Grant> grants) {
    GrantId id = row.grantId();
    return id == null ? null : grants.get(id);
  }

  private static Future<Map<GrantId, Grant>> grants(Tx tx, List<WalletTransactionRow> rows) {
    List<GrantId> ids =
        rows.stream().map(WalletTransactionRow::grantId).filter(Objects::nonNull).toList();
    return WalletGrantRow.TABLE
        .listAny(tx, WalletGrantRow.ID, ids.stream().distinct().toList())
        .map(
            found -> {
              Map<GrantId, Grant> grants = new HashMap<>();
              found.forEach(row -> grants.put(row.id(), CreditBooks.grant(row)));
              return grants;
            });
  }

  private static <T> List<T> each(
      List<WalletTransactionRow> rows, Function<WalletTransactionRow, T> of) {
    return rows.stream().map(of).distinct().toList();
  }

  /** Shows a transaction with its wallet. */
  static Future<ToppedUp> toppedUp(Tx tx, WalletTransactionRow row, Caller caller, Instant now) {
    return Wallets.find(tx, row.walletId())
        .compose(wallet -> WalletAnswers.show(tx, List.of(wallet), caller, now))
        .compose(
            wallets ->
                show(tx, List.of(row), caller)
                    .map(rows -> new ToppedUp(wallets.getFirst(), rows.getFirst(), null)));
  }
}
