package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.PaidFeatures;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.rules.wallet.WalletType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.WalletRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the operations on wallets share: which one, a new one, and what a change brings. */
final class Wallets {
  /** Most wallets of a customer. */
  static final int MOST = 100;

  private final Credits credits;
  private final Notices notices;

  Wallets(Credits credits, Notices notices) {
    this.credits = credits;
    this.notices = notices;
  }

  /** Finds a wallet. Fails with {@code Problem.NotFound}. */
  static Future<WalletRow> find(Tx tx, WalletId id) {
    return WalletRow.TABLE.find(tx, id).map(found -> Existing.of(found, "wallet", id));
  }

  /** Returns the wallets of a customer, oldest first. */
  static Future<List<WalletRow>> of(Tx tx, CustomerNo customerNo) {
    return WalletRow.TABLE.oldest(tx, Where.is(WalletRow.CUSTOMER_NO, customerNo), MOST, 0);
  }

  /** Returns a new wallet with nothing said but its currency and rate. */
  static WalletRow plain(
      WalletId id, CustomerNo customerNo, Currency currency, BigDecimal rate, Instant now) {
    return new WalletRow(
        id,
        customerNo,
        "Wallet in " + currency,
        null,
        currency,
        null,
        WalletType.PRE_PAID,
        Wallet.Status.ACTIVE,
        rate,
        rate,
        BigDecimal.ZERO,
        Wallet.Prices.ALL,
        null,
        null,
        null,
        Alerts.State.OK,
        Alerts.State.OK,
        null,
        0,
        false,
        null,
        Json.Obj.EMPTY,
        Status.PUBLISHED,
        now,
        now);
  }

  /**
   * Returns the meters of the features that a wallet names; null when it names none. Fails with
   * {@code Problem.NotFound}.
   */
  static Future<@Nullable Set<MeterId>> meters(Tx tx, @Nullable PaidFeatures features) {
    return features == null
        ? Future.succeededFuture(null)
        : FeatureRow.TABLE
            .listAny(tx, FeatureRow.ID, features.ids())
            .map(found -> meters(features, found));
  }

  private static Set<MeterId> meters(PaidFeatures features, List<FeatureRow> found) {
    Set<FeatureId> there = found.stream().map(FeatureRow::id).collect(Collectors.toSet());
    for (FeatureId id : features.ids()) {
      if (!there.contains(id)) {
        throw Existing.missing("feature", id, "/config/allowed_feature_ids", "is not there");
      }
    }
    return found.stream()
        .map(FeatureRow::meterId)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Writes a changed row, draws the usage that it covers from now on, and tells of it. */
  Future<WalletRow> change(Tx tx, WalletRow row, Instant now) {
    return WalletRow.TABLE
        .put(tx, row)
        .compose(put -> credits.open(tx, row.customerNo()))
        .compose(
            book -> {
              book.purse(row.currency()).coverOpen();
              return credits.write(tx, book, now);
            })
        .compose(written -> tell(tx, NotificationType.WALLET_UPDATED, row, now))
        .map(row);
  }

  /** Tells what became of a wallet. */
  Future<Void> tell(Tx tx, NotificationType type, WalletRow row, Instant now) {
    return notices.tell(
        tx,
        new Notification.WalletChanged(type, row.id(), row.currency(), row.walletStatus()),
        now);
  }
}
