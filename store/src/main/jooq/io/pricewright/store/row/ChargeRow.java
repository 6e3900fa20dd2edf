package io.pricewright.store.row;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.rating.Cause;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Charges;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code charges}. */
public record ChargeRow(
    ChargeId id,
    BatchId batchId,
    CustomerNo customerNo,
    LineItemNo lineItemNo,
    Instant periodStart,
    String part,
    BigDecimal amount,
    Currency currency,
    PriceId priceId,
    ScriptId scriptId,
    Cause cause,
    Integer events,
    @Nullable String evidence,
    Instant madeAt) {
  /** {@code id}. */
  public static final Column<ChargeRow, ChargeId> ID =
      Column.of(Charges.CHARGES.ID, ChargeRow::id);

  /** {@code batch_id}. */
  public static final Column<ChargeRow, BatchId> BATCH_ID =
      Column.of(Charges.CHARGES.BATCH_ID, ChargeRow::batchId);

  /** {@code customer_no}. */
  public static final Column<ChargeRow, CustomerNo> CUSTOMER_NO =
      Column.of(Charges.CHARGES.CUSTOMER_NO, ChargeRow::customerNo);

  /** {@code line_item_no}. */
  public static final Column<ChargeRow, LineItemNo> LINE_ITEM_NO =
      Column.of(Charges.CHARGES.LINE_ITEM_NO, ChargeRow::lineItemNo);

  /** {@code period_start}. */
  public static final Column<ChargeRow, Instant> PERIOD_START =
      Column.of(Charges.CHARGES.PERIOD_START, ChargeRow::periodStart);

  /** {@code part}. */
  public static final Column<ChargeRow, String> PART =
      Column.of(Charges.CHARGES.PART, ChargeRow::part);

  /** {@code amount}. */
  public static final Column<ChargeRow, BigDecimal> AMOUNT =
      Column.of(Charges.CHARGES.AMOUNT, ChargeRow::amount);

  /** {@code currency}. */
  public static final Column<ChargeRow, Currency> CURRENCY =
      Column.of(Charges.CHARGES.CURRENCY, ChargeRow::currency);

  /** {@code price_id}. */
  public static final Column<ChargeRow, PriceId> PRICE_ID =
      Column.of(Charges.CHARGES.PRICE_ID, ChargeRow::priceId);

  /** {@code script_id}. */
  public static final Column<ChargeRow, ScriptId> SCRIPT_ID =
      Column.of(Charges.CHARGES.SCRIPT_ID, ChargeRow::scriptId);

  /** {@code cause}. */
  public static final Column<ChargeRow, Cause> CAUSE =
      Column.of(Charges.CHARGES.CAUSE, ChargeRow::cause);

  /** {@code events}. */
  public static final Column<ChargeRow, Integer> EVENTS =
      Column.of(Charges.CHARGES.EVENTS, ChargeRow::events);

  /** {@code evidence}. */
  public static final Column<ChargeRow, String> EVIDENCE =
      Column.of(Charges.CHARGES.EVIDENCE, ChargeRow::evidence);

  /** {@code made_at}. */
  public static final Column<ChargeRow, Instant> MADE_AT =
      Column.of(Charges.CHARGES.MADE_AT, ChargeRow::madeAt);

  /** The everyday statements. */
  public static final Entity<ChargeRow> TABLE =
      Entity.of(
          Charges.CHARGES,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              BATCH_ID,
              CUSTOMER_NO,
              LINE_ITEM_NO,
              PERIOD_START,
              PART,
              AMOUNT,
              CURRENCY,
              PRICE_ID,
              SCRIPT_ID,
              CAUSE,
              EVENTS,
              EVIDENCE,
              MADE_AT));

  /** Reads a row whose columns begin at a position. */
  public static ChargeRow read(Row row, int at) {
    return new ChargeRow(
        ID.get(row, at + 0),
        BATCH_ID.get(row, at + 1),
        CUSTOMER_NO.get(row, at + 2),
        LINE_ITEM_NO.get(row, at + 3),
        PERIOD_START.get(row, at + 4),
        PART.get(row, at + 5),
        AMOUNT.get(row, at + 6),
        CURRENCY.get(row, at + 7),
        PRICE_ID.get(row, at + 8),
        SCRIPT_ID.get(row, at + 9),
        CAUSE.get(row, at + 10),
        EVENTS.get(row, at + 11),
        EVIDENCE.getOrNull(row, at + 12),
        MADE_AT.get(row, at + 13));
  }

  /** Returns the row with another id. */
  public ChargeRow withId(ChargeId id) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another batch_id. */
  public ChargeRow withBatchId(BatchId batchId) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another customer_no. */
  public ChargeRow withCustomerNo(CustomerNo customerNo) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another line_item_no. */
  public ChargeRow withLineItemNo(LineItemNo lineItemNo) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another period_start. */
  public ChargeRow withPeriodStart(Instant periodStart) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another part. */
  public ChargeRow withPart(String part) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another amount. */
  public ChargeRow withAmount(BigDecimal amount) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another currency. */
  public ChargeRow withCurrency(Currency currency) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another price_id. */
  public ChargeRow withPriceId(PriceId priceId) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another script_id. */
  public ChargeRow withScriptId(ScriptId scriptId) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another cause. */
  public ChargeRow withCause(Cause cause) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another events. */
  public ChargeRow withEvents(Integer events) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another evidence. */
  public ChargeRow withEvidence(@Nullable String evidence) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }

  /** Returns the row with another made_at. */
  public ChargeRow withMadeAt(Instant madeAt) {
    return new ChargeRow(
        id,
        batchId,
        customerNo,
        lineItemNo,
        periodStart,
        part,
        amount,
        currency,
        priceId,
        scriptId,
        cause,
        events,
        evidence,
        madeAt);
  }
}
