package io.pricewright.store.wallet;

import io.pricewright.store.catalogue.Catalogued;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A wallet as stored.
 *
 * @param id prefixed id
 * @param customerNo whose
 * @param name for people
 * @param description for people
 * @param currency what it is in
 * @param priceUnit name of its credits
 * @param walletType PRE_PAID or POST_PAID
 * @param walletStatus active, frozen or closed
 * @param conversionRate currency a credit is worth
 * @param topupConversionRate price of a credit
 * @param creditLine how far below zero it may go
 * @param priceTypes ALL, USAGE or FIXED
 * @param features JSON array of features it pays for; null: all
 * @param autoTopup JSON of rules.wallet.AutoTopUp
 * @param alertSettings JSON of rules.wallet.Alerts
 * @param alertState of the real-time balance
 * @param creditAlertState of the credit balance
 * @param toppedUpAt the newest automatic top-up
 * @param topups automatic ones on its day
 * @param metadata JSON object of strings
 * @param status published
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record WalletRow(
    String id,
    long customerNo,
    String name,
    @Nullable String description,
    String currency,
    @Nullable String priceUnit,
    String walletType,
    String walletStatus,
    BigDecimal conversionRate,
    BigDecimal topupConversionRate,
    BigDecimal creditLine,
    String priceTypes,
    @Nullable String features,
    @Nullable String autoTopup,
    @Nullable String alertSettings,
    String alertState,
    String creditAlertState,
    @Nullable Instant toppedUpAt,
    int topups,
    String metadata,
    String status,
    Instant createdAt,
    Instant updatedAt) {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<Long> CUSTOMER_NO = Scoped.big("customer_no");
  private static final Field<String> NAME = Scoped.text("name");
  private static final Field<String> DESCRIPTION = Scoped.text("description");
  private static final Field<String> CURRENCY = Scoped.text("currency");
  private static final Field<String> PRICE_UNIT = Scoped.text("price_unit");
  private static final Field<String> WALLET_TYPE = Scoped.text("wallet_type");
  private static final Field<String> WALLET_STATUS = Scoped.text("wallet_status");
  private static final Field<BigDecimal> CONVERSION_RATE = Scoped.decimal("conversion_rate");
  private static final Field<BigDecimal> TOPUP_CONVERSION_RATE =
      Scoped.decimal("topup_conversion_rate");
  private static final Field<BigDecimal> CREDIT_LINE = Scoped.decimal("credit_line");
  private static final Field<String> PRICE_TYPES = Scoped.text("price_types");
  private static final Field<String> FEATURES = Scoped.text("features");
  private static final Field<String> AUTO_TOPUP = Scoped.text("auto_topup");
  private static final Field<String> ALERT_SETTINGS = Scoped.text("alert_settings");

  /** Whether there are alert settings, set or none; the database computes it. */
  private static final Field<String> ALERTS = Scoped.text("alerts");

  private static final Field<String> ALERT_STATE = Scoped.text("alert_state");
  private static final Field<String> CREDIT_ALERT_STATE = Scoped.text("credit_alert_state");
  private static final Field<Instant> TOPPED_UP_AT = Scoped.time("topped_up_at");
  private static final Field<Integer> TOPUPS = Scoped.number("topups");
  private static final Field<String> METADATA = Scoped.text("metadata");
  private static final Field<String> STATUS = Scoped.text("status");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");
  private static final Field<Instant> UPDATED_AT = Scoped.time("updated_at");

  /** Its table. */
  public static final Catalogued<WalletRow> TABLE =
      new Catalogued<>(
          "wallets",
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
              ALERTS,
              ALERT_STATE,
              CREDIT_ALERT_STATE,
              TOPPED_UP_AT,
              TOPUPS,
              METADATA,
              STATUS,
              CREATED_AT,
              UPDATED_AT),
          WalletRow::toRow,
          WalletRow::fromRow);

  /** Returns a new wallet with nothing said but its currency and rate. */
  public static WalletRow plain(
      String id, long customerNo, String currency, BigDecimal rate, Instant now) {
    return new WalletRow(
        id,
        customerNo,
        "Wallet in " + currency,
        null,
        currency,
        null,
        "PRE_PAID",
        "active",
        rate,
        rate,
        BigDecimal.ZERO,
        "ALL",
        null,
        null,
        null,
        "ok",
        "ok",
        null,
        0,
        "{}",
        "published",
        now,
        now);
  }

  /** Returns it with an owner and a name. */
  public WalletRow of(long otherCustomer, String otherName) {
    return new WalletRow(
        id,
        otherCustomer,
        otherName,
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
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the wallets of a customer, oldest first. */
  public static Future<List<WalletRow>> ofCustomer(Tx tx, long no, int most) {
    return TABLE.listNumbered(tx, CUSTOMER_NO, no, most);
  }

  /** Returns it after an automatic top-up. */
  public WalletRow toppedUp(Instant now, int onDay) {
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
        now,
        onDay,
        metadata,
        status,
        createdAt,
        now);
  }

  /** Returns it with other states of its alerts. */
  public WalletRow alerted(String ofRealTime, String ofCredits) {
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
        ofRealTime,
        ofCredits,
        toppedUpAt,
        topups,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns it with other alert settings; without any, nothing is alerted. */
  public WalletRow alerting(@Nullable String settings, Instant now) {
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
        settings,
        settings == null ? "ok" : alertState,
        settings == null ? "ok" : creditAlertState,
        toppedUpAt,
        topups,
        metadata,
        status,
        createdAt,
        now);
  }

  /** Returns it with another status. */
  public WalletRow as(String otherStatus, Instant now) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        walletType,
        otherStatus,
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
        metadata,
        status,
        createdAt,
        now);
  }

  /** Returns it waiting for invoices. */
  public WalletRow postPaid(Instant now) {
    return new WalletRow(
        id,
        customerNo,
        name,
        description,
        currency,
        priceUnit,
        "POST_PAID",
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
        metadata,
        status,
        createdAt,
        now);
  }

  private static void toRow(WalletRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(CUSTOMER_NO, row.customerNo())
        .set(NAME, row.name())
        .set(DESCRIPTION, row.description())
        .set(CURRENCY, row.currency())
        .set(PRICE_UNIT, row.priceUnit())
        .set(WALLET_TYPE, row.walletType())
        .set(WALLET_STATUS, row.walletStatus())
        .set(CONVERSION_RATE, row.conversionRate())
        .set(TOPUP_CONVERSION_RATE, row.topupConversionRate())
        .set(CREDIT_LINE, row.creditLine())
        .set(PRICE_TYPES, row.priceTypes())
        .set(FEATURES, row.features())
        .set(AUTO_TOPUP, row.autoTopup())
        .set(ALERT_SETTINGS, row.alertSettings())
        .set(ALERT_STATE, row.alertState())
        .set(CREDIT_ALERT_STATE, row.creditAlertState())
        .set(TOPPED_UP_AT, row.toppedUpAt())
        .set(TOPUPS, row.topups())
        .set(METADATA, row.metadata())
        .set(STATUS, row.status())
        .set(CREATED_AT, row.createdAt())
        .set(UPDATED_AT, row.updatedAt());
  }

  static WalletRow of(Row row) {
    return fromRow(row);
  }

  private static WalletRow fromRow(Row row) {
    return new WalletRow(
        row.getString("id"),
        row.getLong("customer_no"),
        row.getString("name"),
        row.getString("description"),
        row.getString("currency"),
        row.getString("price_unit"),
        row.getString("wallet_type"),
        row.getString("wallet_status"),
        row.getBigDecimal("conversion_rate"),
        row.getBigDecimal("topup_conversion_rate"),
        row.getBigDecimal("credit_line"),
        row.getString("price_types"),
        row.getString("features"),
        row.getString("auto_topup"),
        row.getString("alert_settings"),
        row.getString("alert_state"),
        row.getString("credit_alert_state"),
        Rows.instantOrNull(row, "topped_up_at"),
        row.getInteger("topups"),
        row.getString("metadata"),
        row.getString("status"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
