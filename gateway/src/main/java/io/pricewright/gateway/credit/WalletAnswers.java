package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.AutoTopUp;
import io.pricewright.rules.wallet.PaidFeatures;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.rules.wallet.WalletType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of wallets, as they stand behind their customers' gates. */
final class WalletAnswers {
  static final Body<Shown> WALLET = Body.of(Shown.class);
  static final Body<Balance> BALANCE = Body.of(Balance.class);

  private WalletAnswers() {}

  /** A wallet. */
  @Named("Wallet")
  record Shown(
      WalletId id,
      CustomerId customerId,
      String name,
      @Nullable String description,
      Currency currency,
      @Says("Name of its credits, for people.") @Nullable String priceUnit,
      WalletType walletType,
      Wallet.Status walletStatus,
      @Says("What periods that are over have left; what a running one used is not taken off.")
          BigDecimal balance,
      @Says("The same in credits.") BigDecimal creditBalance,
      @Says("What is left now, less holds and usage that no credit covers.")
          BigDecimal realTimeBalance,
      @Says("The same in credits.") BigDecimal realTimeCreditBalance,
      @Says("What holds reserve.") BigDecimal heldBalance,
      @Says("How far below zero it may go.") BigDecimal creditLine,
      @Says("Currency a credit is worth.") BigDecimal conversionRate,
      @Says("Price of a credit.") BigDecimal topupConversionRate,
      Left creditsAvailableBreakdown,
      Config config,
      @Says("When it asks for money by itself.") @Nullable TopUps autoTopup,
      @Says("At which balances it alerts.") @Nullable Levels alertSettings,
      Alerts.State alertState,
      @Metadata Json.Obj metadata,
      @Inline MadeAnswer made) {
    static Shown of(
        Credits.Opened opened,
        PeriodBalance balance,
        CustomerId customer,
        Caller caller,
        Instant now) {
      WalletRow row = opened.wallet();
      Standing standing = opened.standing(now);
      return new Shown(
          row.id(),
          customer,
          row.name(),
          row.description(),
          row.currency(),
          row.priceUnit(),
          row.walletType(),
          row.walletStatus(),
          balance.balance(),
          balance.credits(),
          standing.realTime(),
          standing.realTimeCredits(),
          standing.held(),
          row.creditLine(),
          row.conversionRate(),
          row.topupConversionRate(),
          new Left(standing.free(), standing.bought()),
          Config.of(row),
          TopUps.of(row.autoTopup()),
          Levels.of(row.alertSettings()),
          row.alertState(),
          row.metadata(),
          MadeAnswer.of(row.status(), row.createdAt(), row.updatedAt(), caller));
    }
  }

  /** What is left, by whether anybody paid for it. */
  @Named("CreditsLeft")
  record Left(BigDecimal free, BigDecimal purchased) {}

  /** What a wallet pays for. */
  @Named("WalletConfig")
  record Config(
      List<Wallet.Prices> allowedPriceTypes,
      @Says("Usage of these features alone; null: of all.")
          @Nullable List<FeatureId> allowedFeatureIds) {
    static Config of(WalletRow row) {
      PaidFeatures features = row.features();
      return new Config(List.of(row.priceTypes()), features == null ? null : features.ids());
    }
  }

  /** When a wallet asks for money by itself. */
  @Named("AutoTopUp")
  record TopUps(
      boolean enabled,
      BigDecimal threshold,
      BigDecimal amount,
      boolean invoicing,
      @Says("Least time between two.") @Example("PT10M") Duration cooldown,
      @Says("Most of a day (UTC).") int maxPerDay) {
    static @Nullable TopUps of(@Nullable AutoTopUp auto) {
      return auto == null
          ? null
          : new TopUps(
              auto.enabled(),
              auto.threshold(),
              auto.amount(),
              auto.invoicing(),
              auto.cooldown(),
              auto.perDay());
    }
  }

  /** At which balances a wallet alerts. */
  @Named("WalletAlerts")
  record Levels(
      boolean alertEnabled,
      @Nullable Level critical,
      @Nullable Level warning,
      @Nullable Level info,
      @Says("How far past its threshold a level is left.") BigDecimal hysteresisPercent) {
    static @Nullable Levels of(@Nullable Alerts alerts) {
      return alerts == null ? null : shown(alerts);
    }

    static Levels shown(Alerts alerts) {
      return new Levels(
          alerts.enabled(),
          Level.of(alerts.critical()),
          Level.of(alerts.warning()),
          Level.of(alerts.info()),
          alerts.hysteresisPercent());
    }
  }

  /** A balance at which a wallet alerts. */
  @Named("WalletAlertLevel")
  record Level(BigDecimal threshold, AlertsDraft.Condition condition) {
    static @Nullable Level of(Alerts.@Nullable Level level) {
      return level == null
          ? null
          : new Level(
              level.threshold(),
              level.above() ? AlertsDraft.Condition.ABOVE : AlertsDraft.Condition.BELOW);
    }
  }

  /** A wallet with what is left of it now. */
  @Named("WalletBalance")
  record Balance(
      @Inline Shown wallet,
      Instant balanceUpdatedAt,
      @Says("What periods that are not over used so far, paid by this wallet or by none.")
          BigDecimal currentPeriodUsage,
      @Says("What periods that are over used and no credit paid.") BigDecimal unpaidInvoicesAmount,
      boolean isCachedFallback) {}

  /** Shows wallets in their order. */
  static Future<List<Shown>> show(Tx tx, List<WalletRow> rows, Caller caller, Instant now) {
    return Credits.show(
        tx,
        rows,
        now,
        (opened, balance, customer) -> Shown.of(opened, balance, customer, caller, now));
  }

  /** Shows what is left of a wallet now. */
  static Future<Balance> balance(Tx tx, WalletRow row, Caller caller, Instant now) {
    return Credits.show(
            tx,
            List.of(row),
            now,
            (opened, balance, customer) ->
                new Balance(
                    Shown.of(opened, balance, customer, caller, now),
                    now,
                    balance.current(),
                    balance.unpaid(),
                    false))
        .map(List::getFirst);
  }
}
