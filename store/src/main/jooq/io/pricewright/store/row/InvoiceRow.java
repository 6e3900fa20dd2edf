package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.invoice.BillingReason;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.invoice.PaymentStatus;
import io.pricewright.rules.invoice.WaitsFor;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Invoices;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code invoices}. */
public record InvoiceRow(
    InvoiceId id,
    CustomerNo customerNo,
    @Nullable SubscriptionId subscriptionId,
    InvoiceType type,
    BillingReason billingReason,
    InvoiceStatus invoiceStatus,
    PaymentStatus paymentStatus,
    String occasion,
    @Nullable Instant after,
    Instant boundary,
    Instant finalizeAt,
    @Nullable WaitsFor waitsFor,
    @Nullable Instant lookAt,
    Currency currency,
    @Nullable String number,
    BigDecimal subtotal,
    BigDecimal discount,
    BigDecimal credits,
    BigDecimal total,
    BigDecimal amountPaid,
    @Nullable Instant dueDate,
    @Nullable Instant finalizedAt,
    @Nullable Instant voidedAt,
    @Nullable InvoiceId recalculatedInvoiceId,
    Json.Obj metadata,
    Instant createdAt,
    Instant updatedAt) {
  /** {@code id}. */
  public static final Column<InvoiceRow, InvoiceId> ID =
      Column.of(Invoices.INVOICES.ID, InvoiceRow::id);

  /** {@code customer_no}. */
  public static final Column<InvoiceRow, CustomerNo> CUSTOMER_NO =
      Column.of(Invoices.INVOICES.CUSTOMER_NO, InvoiceRow::customerNo);

  /** {@code subscription_id}. */
  public static final Column<InvoiceRow, SubscriptionId> SUBSCRIPTION_ID =
      Column.of(Invoices.INVOICES.SUBSCRIPTION_ID, InvoiceRow::subscriptionId);

  /** {@code type}. */
  public static final Column<InvoiceRow, InvoiceType> TYPE =
      Column.of(Invoices.INVOICES.TYPE, InvoiceRow::type);

  /** {@code billing_reason}. */
  public static final Column<InvoiceRow, BillingReason> BILLING_REASON =
      Column.of(Invoices.INVOICES.BILLING_REASON, InvoiceRow::billingReason);

  /** {@code invoice_status}. */
  public static final Column<InvoiceRow, InvoiceStatus> INVOICE_STATUS =
      Column.of(Invoices.INVOICES.INVOICE_STATUS, InvoiceRow::invoiceStatus);

  /** {@code payment_status}. */
  public static final Column<InvoiceRow, PaymentStatus> PAYMENT_STATUS =
      Column.of(Invoices.INVOICES.PAYMENT_STATUS, InvoiceRow::paymentStatus);

  /** {@code occasion}. */
  public static final Column<InvoiceRow, String> OCCASION =
      Column.of(Invoices.INVOICES.OCCASION, InvoiceRow::occasion);

  /** {@code after}. */
  public static final Column<InvoiceRow, Instant> AFTER =
      Column.of(Invoices.INVOICES.AFTER, InvoiceRow::after);

  /** {@code boundary}. */
  public static final Column<InvoiceRow, Instant> BOUNDARY =
      Column.of(Invoices.INVOICES.BOUNDARY, InvoiceRow::boundary);

  /** {@code finalize_at}. */
  public static final Column<InvoiceRow, Instant> FINALIZE_AT =
      Column.of(Invoices.INVOICES.FINALIZE_AT, InvoiceRow::finalizeAt);

  /** {@code waits_for}. */
  public static final Column<InvoiceRow, WaitsFor> WAITS_FOR =
      Column.of(Invoices.INVOICES.WAITS_FOR, InvoiceRow::waitsFor);

  /** {@code look_at}. */
  public static final Column<InvoiceRow, Instant> LOOK_AT =
      Column.of(Invoices.INVOICES.LOOK_AT, InvoiceRow::lookAt);

  /** {@code currency}. */
  public static final Column<InvoiceRow, Currency> CURRENCY =
      Column.of(Invoices.INVOICES.CURRENCY, InvoiceRow::currency);

  /** {@code number}. */
  public static final Column<InvoiceRow, String> NUMBER =
      Column.of(Invoices.INVOICES.NUMBER, InvoiceRow::number);

  /** {@code subtotal}. */
  public static final Column<InvoiceRow, BigDecimal> SUBTOTAL =
      Column.of(Invoices.INVOICES.SUBTOTAL, InvoiceRow::subtotal);

  /** {@code discount}. */
  public static final Column<InvoiceRow, BigDecimal> DISCOUNT =
      Column.of(Invoices.INVOICES.DISCOUNT, InvoiceRow::discount);

  /** {@code credits}. */
  public static final Column<InvoiceRow, BigDecimal> CREDITS =
      Column.of(Invoices.INVOICES.CREDITS, InvoiceRow::credits);

  /** {@code total}. */
  public static final Column<InvoiceRow, BigDecimal> TOTAL =
      Column.of(Invoices.INVOICES.TOTAL, InvoiceRow::total);

  /** {@code amount_paid}. */
  public static final Column<InvoiceRow, BigDecimal> AMOUNT_PAID =
      Column.of(Invoices.INVOICES.AMOUNT_PAID, InvoiceRow::amountPaid);

  /** {@code due_date}. */
  public static final Column<InvoiceRow, Instant> DUE_DATE =
      Column.of(Invoices.INVOICES.DUE_DATE, InvoiceRow::dueDate);

  /** {@code finalized_at}. */
  public static final Column<InvoiceRow, Instant> FINALIZED_AT =
      Column.of(Invoices.INVOICES.FINALIZED_AT, InvoiceRow::finalizedAt);

  /** {@code voided_at}. */
  public static final Column<InvoiceRow, Instant> VOIDED_AT =
      Column.of(Invoices.INVOICES.VOIDED_AT, InvoiceRow::voidedAt);

  /** {@code recalculated_invoice_id}. */
  public static final Column<InvoiceRow, InvoiceId> RECALCULATED_INVOICE_ID =
      Column.of(Invoices.INVOICES.RECALCULATED_INVOICE_ID, InvoiceRow::recalculatedInvoiceId);

  /** {@code metadata}. */
  public static final Column<InvoiceRow, Json.Obj> METADATA =
      Column.of(Invoices.INVOICES.METADATA, InvoiceRow::metadata);

  /** {@code created_at}. */
  public static final Column<InvoiceRow, Instant> CREATED_AT =
      Column.of(Invoices.INVOICES.CREATED_AT, InvoiceRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<InvoiceRow, Instant> UPDATED_AT =
      Column.of(Invoices.INVOICES.UPDATED_AT, InvoiceRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<InvoiceRow> TABLE =
      Entity.of(
          Invoices.INVOICES,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              CUSTOMER_NO,
              SUBSCRIPTION_ID,
              TYPE,
              BILLING_REASON,
              INVOICE_STATUS,
              PAYMENT_STATUS,
              OCCASION,
              AFTER,
              BOUNDARY,
              FINALIZE_AT,
              WAITS_FOR,
              LOOK_AT,
              CURRENCY,
              NUMBER,
              SUBTOTAL,
              DISCOUNT,
              CREDITS,
              TOTAL,
              AMOUNT_PAID,
              DUE_DATE,
              FINALIZED_AT,
              VOIDED_AT,
              RECALCULATED_INVOICE_ID,
              METADATA,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static InvoiceRow read(Row row, int at) {
    return new InvoiceRow(
        ID.get(row, at + 0),
        CUSTOMER_NO.get(row, at + 1),
        SUBSCRIPTION_ID.getOrNull(row, at + 2),
        TYPE.get(row, at + 3),
        BILLING_REASON.get(row, at + 4),
        INVOICE_STATUS.get(row, at + 5),
        PAYMENT_STATUS.get(row, at + 6),
        OCCASION.get(row, at + 7),
        AFTER.getOrNull(row, at + 8),
        BOUNDARY.get(row, at + 9),
        FINALIZE_AT.get(row, at + 10),
        WAITS_FOR.getOrNull(row, at + 11),
        LOOK_AT.getOrNull(row, at + 12),
        CURRENCY.get(row, at + 13),
        NUMBER.getOrNull(row, at + 14),
        SUBTOTAL.get(row, at + 15),
        DISCOUNT.get(row, at + 16),
        CREDITS.get(row, at + 17),
        TOTAL.get(row, at + 18),
        AMOUNT_PAID.get(row, at + 19),
        DUE_DATE.getOrNull(row, at + 20),
        FINALIZED_AT.getOrNull(row, at + 21),
        VOIDED_AT.getOrNull(row, at + 22),
        RECALCULATED_INVOICE_ID.getOrNull(row, at + 23),
        METADATA.get(row, at + 24),
        CREATED_AT.get(row, at + 25),
        UPDATED_AT.get(row, at + 26));
  }

  /** Returns the row with another id. */
  public InvoiceRow withId(InvoiceId id) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another customer_no. */
  public InvoiceRow withCustomerNo(CustomerNo customerNo) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another subscription_id. */
  public InvoiceRow withSubscriptionId(@Nullable SubscriptionId subscriptionId) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another type. */
  public InvoiceRow withType(InvoiceType type) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another billing_reason. */
  public InvoiceRow withBillingReason(BillingReason billingReason) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another invoice_status. */
  public InvoiceRow withInvoiceStatus(InvoiceStatus invoiceStatus) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another payment_status. */
  public InvoiceRow withPaymentStatus(PaymentStatus paymentStatus) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another occasion. */
  public InvoiceRow withOccasion(String occasion) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another after. */
  public InvoiceRow withAfter(@Nullable Instant after) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another boundary. */
  public InvoiceRow withBoundary(Instant boundary) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another finalize_at. */
  public InvoiceRow withFinalizeAt(Instant finalizeAt) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another waits_for. */
  public InvoiceRow withWaitsFor(@Nullable WaitsFor waitsFor) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another look_at. */
  public InvoiceRow withLookAt(@Nullable Instant lookAt) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another currency. */
  public InvoiceRow withCurrency(Currency currency) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another number. */
  public InvoiceRow withNumber(@Nullable String number) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another subtotal. */
  public InvoiceRow withSubtotal(BigDecimal subtotal) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another discount. */
  public InvoiceRow withDiscount(BigDecimal discount) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another credits. */
  public InvoiceRow withCredits(BigDecimal credits) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another total. */
  public InvoiceRow withTotal(BigDecimal total) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another amount_paid. */
  public InvoiceRow withAmountPaid(BigDecimal amountPaid) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another due_date. */
  public InvoiceRow withDueDate(@Nullable Instant dueDate) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another finalized_at. */
  public InvoiceRow withFinalizedAt(@Nullable Instant finalizedAt) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another voided_at. */
  public InvoiceRow withVoidedAt(@Nullable Instant voidedAt) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another recalculated_invoice_id. */
  public InvoiceRow withRecalculatedInvoiceId(@Nullable InvoiceId recalculatedInvoiceId) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another metadata. */
  public InvoiceRow withMetadata(Json.Obj metadata) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public InvoiceRow withCreatedAt(Instant createdAt) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public InvoiceRow withUpdatedAt(Instant updatedAt) {
    return new InvoiceRow(
        id,
        customerNo,
        subscriptionId,
        type,
        billingReason,
        invoiceStatus,
        paymentStatus,
        occasion,
        after,
        boundary,
        finalizeAt,
        waitsFor,
        lookAt,
        currency,
        number,
        subtotal,
        discount,
        credits,
        total,
        amountPaid,
        dueDate,
        finalizedAt,
        voidedAt,
        recalculatedInvoiceId,
        metadata,
        createdAt,
        updatedAt);
  }
}
