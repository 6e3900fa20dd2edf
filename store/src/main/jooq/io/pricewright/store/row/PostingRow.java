package io.pricewright.store.row;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Postings;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code postings}. */
public record PostingRow(
    PostingId id,
    BatchId batchId,
    CustomerNo customerNo,
    String debit,
    String credit,
    BigDecimal amount,
    Currency currency,
    @Nullable ChargeId chargeId,
    @Nullable InvoiceId invoiceId,
    @Nullable Integer lineNo,
    Instant bookedFor,
    Instant postedAt) {
  /** {@code id}. */
  public static final Column<PostingRow, PostingId> ID =
      Column.of(Postings.POSTINGS.ID, PostingRow::id);

  /** {@code batch_id}. */
  public static final Column<PostingRow, BatchId> BATCH_ID =
      Column.of(Postings.POSTINGS.BATCH_ID, PostingRow::batchId);

  /** {@code customer_no}. */
  public static final Column<PostingRow, CustomerNo> CUSTOMER_NO =
      Column.of(Postings.POSTINGS.CUSTOMER_NO, PostingRow::customerNo);

  /** {@code debit}. */
  public static final Column<PostingRow, String> DEBIT =
      Column.of(Postings.POSTINGS.DEBIT, PostingRow::debit);

  /** {@code credit}. */
  public static final Column<PostingRow, String> CREDIT =
      Column.of(Postings.POSTINGS.CREDIT, PostingRow::credit);

  /** {@code amount}. */
  public static final Column<PostingRow, BigDecimal> AMOUNT =
      Column.of(Postings.POSTINGS.AMOUNT, PostingRow::amount);

  /** {@code currency}. */
  public static final Column<PostingRow, Currency> CURRENCY =
      Column.of(Postings.POSTINGS.CURRENCY, PostingRow::currency);

  /** {@code charge_id}. */
  public static final Column<PostingRow, ChargeId> CHARGE_ID =
      Column.of(Postings.POSTINGS.CHARGE_ID, PostingRow::chargeId);

  /** {@code invoice_id}. */
  public static final Column<PostingRow, InvoiceId> INVOICE_ID =
      Column.of(Postings.POSTINGS.INVOICE_ID, PostingRow::invoiceId);

  /** {@code line_no}. */
  public static final Column<PostingRow, Integer> LINE_NO =
      Column.of(Postings.POSTINGS.LINE_NO, PostingRow::lineNo);

  /** {@code booked_for}. */
  public static final Column<PostingRow, Instant> BOOKED_FOR =
      Column.of(Postings.POSTINGS.BOOKED_FOR, PostingRow::bookedFor);

  /** {@code posted_at}. */
  public static final Column<PostingRow, Instant> POSTED_AT =
      Column.of(Postings.POSTINGS.POSTED_AT, PostingRow::postedAt);

  /** The everyday statements. */
  public static final Entity<PostingRow> TABLE =
      Entity.of(
          Postings.POSTINGS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              BATCH_ID,
              CUSTOMER_NO,
              DEBIT,
              CREDIT,
              AMOUNT,
              CURRENCY,
              CHARGE_ID,
              INVOICE_ID,
              LINE_NO,
              BOOKED_FOR,
              POSTED_AT));

  /** Reads a row whose columns begin at a position. */
  public static PostingRow read(Row row, int at) {
    return new PostingRow(
        ID.get(row, at + 0),
        BATCH_ID.get(row, at + 1),
        CUSTOMER_NO.get(row, at + 2),
        DEBIT.get(row, at + 3),
        CREDIT.get(row, at + 4),
        AMOUNT.get(row, at + 5),
        CURRENCY.get(row, at + 6),
        CHARGE_ID.getOrNull(row, at + 7),
        INVOICE_ID.getOrNull(row, at + 8),
        LINE_NO.getOrNull(row, at + 9),
        BOOKED_FOR.get(row, at + 10),
        POSTED_AT.get(row, at + 11));
  }

  /** Returns the row with another id. */
  public PostingRow withId(PostingId id) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another batch_id. */
  public PostingRow withBatchId(BatchId batchId) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another customer_no. */
  public PostingRow withCustomerNo(CustomerNo customerNo) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another debit. */
  public PostingRow withDebit(String debit) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another credit. */
  public PostingRow withCredit(String credit) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another amount. */
  public PostingRow withAmount(BigDecimal amount) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another currency. */
  public PostingRow withCurrency(Currency currency) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another charge_id. */
  public PostingRow withChargeId(@Nullable ChargeId chargeId) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another invoice_id. */
  public PostingRow withInvoiceId(@Nullable InvoiceId invoiceId) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another line_no. */
  public PostingRow withLineNo(@Nullable Integer lineNo) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another booked_for. */
  public PostingRow withBookedFor(Instant bookedFor) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }

  /** Returns the row with another posted_at. */
  public PostingRow withPostedAt(Instant postedAt) {
    return new PostingRow(
        id,
        batchId,
        customerNo,
        debit,
        credit,
        amount,
        currency,
        chargeId,
        invoiceId,
        lineNo,
        bookedFor,
        postedAt);
  }
}
