package io.pricewright.store.row;

import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.AutoTopUp;
import io.pricewright.rules.wallet.PaidFeatures;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.rules.wallet.WalletType;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Wallets;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code wallets}. */
public record WalletRow(
    WalletId id,
    CustomerNo customerNo,
    String name,
    @Nullable String description,
    Currency currency,
    @Nullable String priceUnit,
    WalletType walletType,
    Wallet.Status walletStatus,
    BigDecimal conversionRate,
    BigDecimal topupConversionRate,
    BigDecimal creditLine,
    Wallet.Prices priceTypes,
    @Nullable PaidFeatures features,
    @Nullable AutoTopUp autoTopup,
    @Nullable Alerts alertSettings,
    Alerts.State alertState,
    Alerts.State creditAlertState,
    @Nullable Instant toppedUpAt,
    Integer topups,
    Boolean topupsTold,
    @Nullable WalletTransactionId pendingTopup,
    Json.Obj metadata,
    Status status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  /** {@code id}. */
  public static final Column<WalletRow, WalletId> ID =
      Column.of(Wallets.WALLETS.ID, WalletRow::id);

  /** {@code customer_no}. */
  public static final Column<WalletRow, CustomerNo> CUSTOMER_NO =
      Column.of(Wallets.WALLETS.CUSTOMER_NO, WalletRow::customerNo);

  /** {@code name}. */
  public static final Column<WalletRow, String> NAME =
      Column.of(Wallets.WALLETS.NAME, WalletRow::name);

  /** {@code description}. */
  public static final Column<WalletRow, String> DESCRIPTION =
      Column.of(Wallets.WALLETS.DESCRIPTION, WalletRow::description);

  /** {@code currency}. */
  public static final Column<WalletRow, Currency> CURRENCY =
      Column.of(Wallets.WALLETS.CURRENCY, WalletRow::currency);

  /** {@code price_unit}. */
  public static final Column<WalletRow, String> PRICE_UNIT =
      Column.of(Wallets.WALLETS.PRICE_UNIT, WalletRow::priceUnit);

  /** {@code wallet_type}. */
  public static final Column<WalletRow, WalletType> WALLET_TYPE =
      Column.of(Wallets.WALLETS.WALLET_TYPE, WalletRow::walletType);

  /** {@code wallet_status}. */
  public static final Column<WalletRow, Wallet.Status> WALLET_STATUS =
      Column.of(Wallets.WALLETS.WALLET_STATUS, WalletRow::walletStatus);

  /** {@code conversion_rate}. */
  public static final Column<WalletRow, BigDecimal> CONVERSION_RATE =
      Column.of(Wallets.WALLETS.CONVERSION_RATE, WalletRow::conversionRate);

  /** {@code topup_conversion_rate}. */
  public static final Column<WalletRow, BigDecimal> TOPUP_CONVERSION_RATE =
      Column.of(Wallets.WALLETS.TOPUP_CONVERSION_RATE, WalletRow::topupConversionRate);

  /** {@code credit_line}. */
  public static final Column<WalletRow, BigDecimal> CREDIT_LINE =
      Column.of(Wallets.WALLETS.CREDIT_LINE, WalletRow::creditLine);

  /** {@code price_types}. */
  public static final Column<WalletRow, Wallet.Prices> PRICE_TYPES =
      Column.of(Wallets.WALLETS.PRICE_TYPES, WalletRow::priceTypes);

  /** {@code features}. */
  public static final Column<WalletRow, PaidFeatures> FEATURES =
      Column.of(Wallets.WALLETS.FEATURES, WalletRow::features);

  /** {@code auto_topup}. */
  public static final Column<WalletRow, AutoTopUp> AUTO_TOPUP =
      Column.of(Wallets.WALLETS.AUTO_TOPUP, WalletRow::autoTopup);

  /** {@code alert_settings}. */
  public static final Column<WalletRow, Alerts> ALERT_SETTINGS =
      Column.of(Wallets.WALLETS.ALERT_SETTINGS, WalletRow::alertSettings);

  /** {@code alert_state}. */
  public static final Column<WalletRow, Alerts.State> ALERT_STATE =
      Column.of(Wallets.WALLETS.ALERT_STATE, WalletRow::alertState);

  /** {@code credit_alert_state}. */
  public static final Column<WalletRow, Alerts.State> CREDIT_ALERT_STATE =
      Column.of(Wallets.WALLETS.CREDIT_ALERT_STATE, WalletRow::creditAlertState);

  /** {@code topped_up_at}. */
  public static final Column<WalletRow, Instant> TOPPED_UP_AT =
      Column.of(Wallets.WALLETS.TOPPED_UP_AT, WalletRow::toppedUpAt);

  /** {@code topups}. */
  public static final Column<WalletRow, Integer> TOPUPS =
      Column.of(Wallets.WALLETS.TOPUPS, WalletRow::topups);

  /** {@code topups_told}. */
  public static final Column<WalletRow, Boolean> TOPUPS_TOLD =
      Column.of(Wallets.WALLETS.TOPUPS_TOLD, WalletRow::topupsTold);

  /** {@code pending_topup}. */
  public static final Column<WalletRow, WalletTransactionId> PENDING_TOPUP =
      Column.of(Wallets.WALLETS.PENDING_TOPUP, WalletRow::pendingTopup);

  /** {@code metadata}. */
  public static final Column<WalletRow, Json.Obj> METADATA =
      Column.of(Wallets.WALLETS.METADATA, WalletRow::metadata);

  /** {@code status}. */
  public static final Column<WalletRow, Status> STATUS =
      Column.of(Wallets.WALLETS.STATUS, WalletRow::status);

  /** {@code created_at}. */
  public static final Column<WalletRow, Instant> CREATED_AT =
      Column.of(Wallets.WALLETS.CREATED_AT, WalletRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<WalletRow, Instant> UPDATED_AT =
      Column.of(Wallets.WALLETS.UPDATED_AT, WalletRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<WalletRow> TABLE =
      Entity.of(
          Wallets.WALLETS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              CUSTOMER_NO,
              NAME,
              DESCRIPTION,
              CURRENCY,
              PRICE_UNIT,
              WALLET_TYPE,
              WALLET_STATUS,
              CONVERSION_RATE,
              TOPUP_CONVERSION_RATE,
              CREDIT_LINE,
              PRICE_TYPES,
              FEATURES,
              AUTO_TOPUP,
              ALERT_SETTINGS,
              ALERT_STATE,
              CREDIT_ALERT_STATE,
              TOPPED_UP_AT,
              TOPUPS,
              TOPUPS_TOLD,
              PENDING_TOPUP,
              METADATA,
              STATUS,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static WalletRow read(Row row, int at) {
    return new WalletRow(
        ID.get(row, at + 0),
        CUSTOMER_NO.get(row, at + 1),
        NAME.get(row, at + 2),
        DESCRIPTION.getOrNull(row, at + 3),
        CURRENCY.get(row, at + 4),
        PRICE_UNIT.getOrNull(row, at + 5),
        WALLET_TYPE.get(row, at + 6),
        WALLET_STATUS.get(row, at + 7),
        CONVERSION_RATE.get(row, at + 8),
        TOPUP_CONVERSION_RATE.get(row, at + 9),
        CREDIT_LINE.get(row, at + 10),
        PRICE_TYPES.get(row, at + 11),
        FEATURES.getOrNull(row, at + 12),
        AUTO_TOPUP.getOrNull(row, at + 13),
        ALERT_SETTINGS.getOrNull(row, at + 14),
        ALERT_STATE.get(row, at + 15),
        CREDIT_ALERT_STATE.get(row, at + 16),
        TOPPED_UP_AT.getOrNull(row, at + 17),
        TOPUPS.get(row, at + 18),
        TOPUPS_TOLD.get(row, at + 19),
        PENDING_TOPUP.getOrNull(row, at + 20),
        METADATA.get(row, at + 21),
        STATUS.get(row, at + 22),
        CREATED_AT.get(row, at + 23),
        UPDATED_AT.get(row, at + 24));
  }

  /** Returns the row with another id. */
  public WalletRow withId(WalletId id) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another customer_no. */
  public WalletRow withCustomerNo(CustomerNo customerNo) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another name. */
  public WalletRow withName(String name) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another description. */
  public WalletRow withDescription(@Nullable String description) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another currency. */
  public WalletRow withCurrency(Currency currency) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another price_unit. */
  public WalletRow withPriceUnit(@Nullable String priceUnit) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another wallet_type. */
  public WalletRow withWalletType(WalletType walletType) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another wallet_status. */
  public WalletRow withWalletStatus(Wallet.Status walletStatus) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another conversion_rate. */
  public WalletRow withConversionRate(BigDecimal conversionRate) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another topup_conversion_rate. */
  public WalletRow withTopupConversionRate(BigDecimal topupConversionRate) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another credit_line. */
  public WalletRow withCreditLine(BigDecimal creditLine) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another price_types. */
  public WalletRow withPriceTypes(Wallet.Prices priceTypes) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another features. */
  public WalletRow withFeatures(@Nullable PaidFeatures features) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another auto_topup. */
  public WalletRow withAutoTopup(@Nullable AutoTopUp autoTopup) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another alert_settings. */
  public WalletRow withAlertSettings(@Nullable Alerts alertSettings) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another alert_state. */
  public WalletRow withAlertState(Alerts.State alertState) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another credit_alert_state. */
  public WalletRow withCreditAlertState(Alerts.State creditAlertState) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another topped_up_at. */
  public WalletRow withToppedUpAt(@Nullable Instant toppedUpAt) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another topups. */
  public WalletRow withTopups(Integer topups) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another topups_told. */
  public WalletRow withTopupsTold(Boolean topupsTold) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another pending_topup. */
  public WalletRow withPendingTopup(@Nullable WalletTransactionId pendingTopup) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another metadata. */
  public WalletRow withMetadata(Json.Obj metadata) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public WalletRow withStatus(Status status) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public WalletRow withCreatedAt(Instant createdAt) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public WalletRow withUpdatedAt(Instant updatedAt) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        walletStatus,
        conversionRate,
        topupConversionRate,
        creditLine,
        priceTypes,
        features,
        autoTopup,
        alertSettings,
        alertState,
        creditAlertState,
        toppedUpAt,
        topups,
        topupsTold,
        pendingTopup,
        metadata,
        status,
        createdAt,
        updatedAt);
  }
}
