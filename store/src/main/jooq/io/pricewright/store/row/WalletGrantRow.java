package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.WalletGrants;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code wallet_grants}. */
public record WalletGrantRow(
    GrantId id,
    WalletId walletId,
    CustomerNo customerNo,
    Currency currency,
    GrantKind kind,
    @Nullable Integer priority,
    @Nullable Instant effectiveAt,
    @Nullable Instant expiresAt,
    BigDecimal credits,
    BigDecimal rate,
    BigDecimal amount,
    BigDecimal line,
    BigDecimal drawn,
    BigDecimal settled,
    BigDecimal gone,
    BigDecimal held,
    Boolean lapsed,
    @Nullable ScheduleId scheduleId,
    Boolean begun,
    Boolean carries,
    Instant createdAt,
    Boolean spent) {
  /** {@code id}. */
  public static final Column<WalletGrantRow, GrantId> ID =
      Column.of(WalletGrants.WALLET_GRANTS.ID, WalletGrantRow::id);

  /** {@code wallet_id}. */
  public static final Column<WalletGrantRow, WalletId> WALLET_ID =
      Column.of(WalletGrants.WALLET_GRANTS.WALLET_ID, WalletGrantRow::walletId);

  /** {@code customer_no}. */
  public static final Column<WalletGrantRow, CustomerNo> CUSTOMER_NO =
      Column.of(WalletGrants.WALLET_GRANTS.CUSTOMER_NO, WalletGrantRow::customerNo);

  /** {@code currency}. */
  public static final Column<WalletGrantRow, Currency> CURRENCY =
      Column.of(WalletGrants.WALLET_GRANTS.CURRENCY, WalletGrantRow::currency);

  /** {@code kind}. */
  public static final Column<WalletGrantRow, GrantKind> KIND =
      Column.of(WalletGrants.WALLET_GRANTS.KIND, WalletGrantRow::kind);

  /** {@code priority}. */
  public static final Column<WalletGrantRow, Integer> PRIORITY =
      Column.of(WalletGrants.WALLET_GRANTS.PRIORITY, WalletGrantRow::priority);

  /** {@code effective_at}. */
  public static final Column<WalletGrantRow, Instant> EFFECTIVE_AT =
      Column.of(WalletGrants.WALLET_GRANTS.EFFECTIVE_AT, WalletGrantRow::effectiveAt);

  /** {@code expires_at}. */
  public static final Column<WalletGrantRow, Instant> EXPIRES_AT =
      Column.of(WalletGrants.WALLET_GRANTS.EXPIRES_AT, WalletGrantRow::expiresAt);

  /** {@code credits}. */
  public static final Column<WalletGrantRow, BigDecimal> CREDITS =
      Column.of(WalletGrants.WALLET_GRANTS.CREDITS, WalletGrantRow::credits);

  /** {@code rate}. */
  public static final Column<WalletGrantRow, BigDecimal> RATE =
      Column.of(WalletGrants.WALLET_GRANTS.RATE, WalletGrantRow::rate);

  /** {@code amount}. */
  public static final Column<WalletGrantRow, BigDecimal> AMOUNT =
      Column.of(WalletGrants.WALLET_GRANTS.AMOUNT, WalletGrantRow::amount);

  /** {@code line}. */
  public static final Column<WalletGrantRow, BigDecimal> LINE =
      Column.of(WalletGrants.WALLET_GRANTS.LINE, WalletGrantRow::line);

  /** {@code drawn}. */
  public static final Column<WalletGrantRow, BigDecimal> DRAWN =
      Column.of(WalletGrants.WALLET_GRANTS.DRAWN, WalletGrantRow::drawn);

  /** {@code settled}. */
  public static final Column<WalletGrantRow, BigDecimal> SETTLED =
      Column.of(WalletGrants.WALLET_GRANTS.SETTLED, WalletGrantRow::settled);

  /** {@code gone}. */
  public static final Column<WalletGrantRow, BigDecimal> GONE =
      Column.of(WalletGrants.WALLET_GRANTS.GONE, WalletGrantRow::gone);

  /** {@code held}. */
  public static final Column<WalletGrantRow, BigDecimal> HELD =
      Column.of(WalletGrants.WALLET_GRANTS.HELD, WalletGrantRow::held);

  /** {@code lapsed}. */
  public static final Column<WalletGrantRow, Boolean> LAPSED =
      Column.of(WalletGrants.WALLET_GRANTS.LAPSED, WalletGrantRow::lapsed);

  /** {@code schedule_id}. */
  public static final Column<WalletGrantRow, ScheduleId> SCHEDULE_ID =
      Column.of(WalletGrants.WALLET_GRANTS.SCHEDULE_ID, WalletGrantRow::scheduleId);

  /** {@code begun}. */
  public static final Column<WalletGrantRow, Boolean> BEGUN =
      Column.of(WalletGrants.WALLET_GRANTS.BEGUN, WalletGrantRow::begun);

  /** {@code carries}. */
  public static final Column<WalletGrantRow, Boolean> CARRIES =
      Column.of(WalletGrants.WALLET_GRANTS.CARRIES, WalletGrantRow::carries);

  /** {@code created_at}. */
  public static final Column<WalletGrantRow, Instant> CREATED_AT =
      Column.of(WalletGrants.WALLET_GRANTS.CREATED_AT, WalletGrantRow::createdAt);

  /** {@code spent}. */
  public static final Column<WalletGrantRow, Boolean> SPENT =
      Column.of(WalletGrants.WALLET_GRANTS.SPENT, WalletGrantRow::spent);

  /** The everyday statements. */
  public static final Entity<WalletGrantRow> TABLE =
      Entity.of(
          WalletGrants.WALLET_GRANTS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              WALLET_ID,
              CUSTOMER_NO,
              CURRENCY,
              KIND,
              PRIORITY,
              EFFECTIVE_AT,
              EXPIRES_AT,
              CREDITS,
              RATE,
              AMOUNT,
              LINE,
              DRAWN,
              SETTLED,
              GONE,
              HELD,
              LAPSED,
              SCHEDULE_ID,
              BEGUN,
              CARRIES,
              CREATED_AT,
              SPENT));

  /** Reads a row whose columns begin at a position. */
  public static WalletGrantRow read(Row row, int at) {
    return new WalletGrantRow(
        ID.get(row, at + 0),
        WALLET_ID.get(row, at + 1),
        CUSTOMER_NO.get(row, at + 2),
        CURRENCY.get(row, at + 3),
        KIND.get(row, at + 4),
        PRIORITY.getOrNull(row, at + 5),
        EFFECTIVE_AT.getOrNull(row, at + 6),
        EXPIRES_AT.getOrNull(row, at + 7),
        CREDITS.get(row, at + 8),
        RATE.get(row, at + 9),
        AMOUNT.get(row, at + 10),
        LINE.get(row, at + 11),
        DRAWN.get(row, at + 12),
        SETTLED.get(row, at + 13),
        GONE.get(row, at + 14),
        HELD.get(row, at + 15),
        LAPSED.get(row, at + 16),
        SCHEDULE_ID.getOrNull(row, at + 17),
        BEGUN.get(row, at + 18),
        CARRIES.get(row, at + 19),
        CREATED_AT.get(row, at + 20),
        SPENT.get(row, at + 21));
  }

  /** Returns the row with another id. */
  public WalletGrantRow withId(GrantId id) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another wallet_id. */
  public WalletGrantRow withWalletId(WalletId walletId) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another customer_no. */
  public WalletGrantRow withCustomerNo(CustomerNo customerNo) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another currency. */
  public WalletGrantRow withCurrency(Currency currency) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another kind. */
  public WalletGrantRow withKind(GrantKind kind) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another priority. */
  public WalletGrantRow withPriority(@Nullable Integer priority) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another effective_at. */
  public WalletGrantRow withEffectiveAt(@Nullable Instant effectiveAt) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another expires_at. */
  public WalletGrantRow withExpiresAt(@Nullable Instant expiresAt) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another credits. */
  public WalletGrantRow withCredits(BigDecimal credits) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another rate. */
  public WalletGrantRow withRate(BigDecimal rate) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another amount. */
  public WalletGrantRow withAmount(BigDecimal amount) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another line. */
  public WalletGrantRow withLine(BigDecimal line) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another drawn. */
  public WalletGrantRow withDrawn(BigDecimal drawn) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another settled. */
  public WalletGrantRow withSettled(BigDecimal settled) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another gone. */
  public WalletGrantRow withGone(BigDecimal gone) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another held. */
  public WalletGrantRow withHeld(BigDecimal held) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another lapsed. */
  public WalletGrantRow withLapsed(Boolean lapsed) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another schedule_id. */
  public WalletGrantRow withScheduleId(@Nullable ScheduleId scheduleId) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another begun. */
  public WalletGrantRow withBegun(Boolean begun) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another carries. */
  public WalletGrantRow withCarries(Boolean carries) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another created_at. */
  public WalletGrantRow withCreatedAt(Instant createdAt) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }

  /** Returns the row with another spent. */
  public WalletGrantRow withSpent(Boolean spent) {
    return new WalletGrantRow(
        id,
        walletId,
        customerNo,
        currency,
        kind,
        priority,
        effectiveAt,
        expiresAt,
        credits,
        rate,
        amount,
        line,
        drawn,
        settled,
        gone,
        held,
        lapsed,
        scheduleId,
        begun,
        carries,
        createdAt,
        spent);
  }
}
