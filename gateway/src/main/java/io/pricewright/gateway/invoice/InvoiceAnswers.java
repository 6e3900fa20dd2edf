package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.LeftOutWhenNull;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.invoice.BillingReason;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.invoice.PaymentStatus;
import io.pricewright.rules.invoice.WaitsFor;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.row.InvoiceRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.SubscriptionRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is answered of invoices. */
final class InvoiceAnswers {
  static final Body<Shown> INVOICE = Body.of(Shown.class);
  static final Body<Done> DONE = Body.of(Done.class);

  private InvoiceAnswers() {}

  /**
   * What became of a document, in texts alone, as generated clients expect; read it for its lines.
   */
  @Named("InvoiceDone")
  record Done(
      InvoiceId id,
      @Example("The invoice is final.") String message,
      InvoiceStatus invoiceStatus,
      @Example("INV-000001") @LeftOutWhenNull @Nullable String invoiceNumber) {
    static Done of(InvoiceRow row) {
      return new Done(
          row.id(),
          row.invoiceStatus() == InvoiceStatus.SKIPPED
              ? "There is nothing to ask."
              : row.invoiceStatus() == InvoiceStatus.VOIDED
                  ? "The invoice is voided."
                  : "The invoice is final.",
          row.invoiceStatus(),
          row.number());
    }
  }

  /** An invoice; one that does not exist yet has neither id nor number. */
  @Named("Invoice")
  record Shown(
      @Nullable InvoiceId id,
      CustomerId customerId,
      @Says("Null of a `ONE_OFF`.") @Nullable SubscriptionId subscriptionId,
      @Says(
              "`CREDIT`: what the customer is owed, which went to the credit balance; `ONE_OFF`: of"
                  + " no subscription.")
          InvoiceType invoiceType,
      @Says("The lines of a `DRAFT` of a subscription are computed as it is read.")
          InvoiceStatus invoiceStatus,
      PaymentStatus paymentStatus,
      BillingReason billingReason,
      @Says("Without gaps; null until it is final.") @Example("INV-000001")
          @Nullable String invoiceNumber,
      @Nullable BillingPeriod billingPeriod,
      @Says(
              "The boundary of the document before, or the subscription's start; of a `ONE_OFF` as"
                  + " it was given.")
          @Nullable Instant periodStart,
      @Says("The boundary: what is due until then is asked.") @Nullable Instant periodEnd,
      Currency currency,
      @Says("Of the lines, before discounts; in minor units.") BigDecimal subtotal,
      BigDecimal totalDiscount,
      BigDecimal totalTax,
      @Says("Of an invoice that is not final: what live draws of prepaid credits hold.")
          BigDecimal totalPrepaidCreditsApplied,
      @Says(
              "subtotal - total_discount - total_prepaid_credits_applied + total_tax; below zero of"
                  + " a `CREDIT`")
          BigDecimal total,
      BigDecimal amountDue,
      @Says("What the credit balance paid.") BigDecimal amountPaid,
      BigDecimal amountRemaining,
      @Says("The end of the local day until which it is to be paid.") @Nullable Instant dueDate,
      @Says("Until then usage that comes late is in it; then it is made final.")
          @Nullable Instant finalizeAt,
      @Says("What a `DRAFT` waits for.") List<WaitsFor> waitsFor,
      @Nullable Instant finalizedAt,
      @Nullable Instant voidedAt,
      @Says("Of a voided one: the invoice that asks anew what it asked.")
          @Nullable InvoiceId recalculatedInvoiceId,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt,
      List<Line> lineItems,
      Json.@Nullable Obj metadata,
      @Says("Of a `ONE_OFF`, as it was given.") @Nullable String description,
      @Nullable String idempotencyKey,
      TenantId tenantId,
      EnvironmentId environmentId,
      @Inline NoDocument lacking) {
    static Shown of(InvoiceView view, Caller caller) {
      SubscriptionRow subscription = view.of() == null ? null : view.of().row();
      Interval period = view.period();
      InvoiceRow row = view.row();
      BigDecimal total = view.total();
      boolean voided = row != null && row.invoiceStatus() == InvoiceStatus.VOIDED;
      BigDecimal due = voided ? BigDecimal.ZERO : total.max(BigDecimal.ZERO);
      BigDecimal paid = row == null ? BigDecimal.ZERO : row.amountPaid();
      return new Shown(
          row == null ? null : row.id(),
          view.customer().id(),
          subscription == null ? null : subscription.id(),
          row == null ? InvoiceType.SUBSCRIPTION : row.type(),
          row == null ? InvoiceStatus.DRAFT : row.invoiceStatus(),
          row == null ? PaymentStatus.PENDING : row.paymentStatus(),
          row == null ? BillingReason.SUBSCRIPTION_CYCLE : row.billingReason(),
          row == null ? null : row.number(),
          subscription == null ? null : subscription.billingPeriod(),
          period == null ? null : period.from(),
          period == null ? null : period.to(),
          view.currency(),
          view.subtotal(),
          view.discount(),
          BigDecimal.ZERO,
          view.credits(),
          total,
          due,
          paid,
          due.subtract(paid),
          row == null ? null : row.dueDate(),
          row == null || subscription == null ? null : row.finalizeAt(),
          row == null ? List.of() : waits(row),
          row == null ? null : row.finalizedAt(),
          row == null ? null : row.voidedAt(),
          row == null ? null : row.recalculatedInvoiceId(),
          row == null ? null : row.createdAt(),
          row == null ? null : row.updatedAt(),
          view.lines().stream().map(line -> Line.of(line, view)).toList(),
          row == null ? null : row.metadata(),
          view.given() == null ? null : view.given().description(),
          view.given() == null ? null : view.given().idempotencyKey(),
          caller.tenantId(),
          caller.environmentId(),
          NoDocument.NOTHING);
    }
  }

  private static List<WaitsFor> waits(InvoiceRow row) {
    return row.invoiceStatus() == InvoiceStatus.DRAFT && row.type() != InvoiceType.ONE_OFF
        ? List.of(Objects.requireNonNullElse(row.waitsFor(), WaitsFor.GRACE))
        : List.of();
  }

  /** What generated clients look for and no document has. */
  record NoDocument(
      @Nullable String invoicePdfUrl,
      @Nullable String status,
      @Nullable String createdBy,
      @Nullable String updatedBy,
      @Nullable Instant paidAt,
      @Nullable Integer billingSequence,
      @Nullable Integer version,
      @Nullable BigDecimal adjustmentAmount,
      @Nullable BigDecimal overpaidAmount,
      @Nullable BigDecimal refundedAmount,
      @Nullable List<Json> couponApplications,
      @Nullable List<Json> taxes,
      Json.@Nullable Obj customer,
      Json.@Nullable Obj subscription) {
    static final NoDocument NOTHING =
        new NoDocument(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** A line of it. */
  @Named("InvoiceLine")
  record Line(
      @Says("Of a final invoice.") @Nullable String id,
      @Nullable InvoiceId invoiceId,
      CustomerId customerId,
      @Nullable SubscriptionId subscriptionId,
      @Nullable LineItemId subscriptionLineItemId,
      @Nullable PlanId entityId,
      @Example("plan") @Nullable String entityType,
      @Nullable String planDisplayName,
      @Nullable PriceId priceId,
      PriceType priceType,
      @Nullable MeterId meterId,
      @Nullable String meterDisplayName,
      @Nullable String displayName,
      AmountKind kind,
      @Says("Used in the service period; of a fixed price, how many of it.") BigDecimal quantity,
      @Says("Before discounts; in minor units.") BigDecimal amount,
      BigDecimal lineItemDiscount,
      BigDecimal prepaidCreditsApplied,
      Currency currency,
      @Says("The time that is served.") @Nullable Instant periodStart,
      @Nullable Instant periodEnd,
      Json.@Nullable Obj metadata,
      @Inline NoRow lacking) {
    static Line of(InvoiceView.Line line, InvoiceView view) {
      PlanRow plan = view.of() == null ? null : view.of().plan();
      SubscriptionRow subscription = view.of() == null ? null : view.of().row();
      Interval service = line.service();
      InvoiceRow row = view.row();
      return new Line(
          row == null || line.no() == null ? null : row.id() + ":" + line.no(),
          row == null ? null : row.id(),
          view.customer().id(),
          subscription == null ? null : subscription.id(),
          line.lineItem(),
          subscription == null ? null : subscription.planId(),
          subscription == null ? null : "plan",
          plan == null ? null : plan.name(),
          line.priceId(),
          line.kind() == AmountKind.FIXED ? PriceType.FIXED : PriceType.USAGE,
          line.meterId(),
          line.meterName(),
          line.displayName(),
          line.kind(),
          line.quantity(),
          line.subtotal(),
          line.discount(),
          line.credits(),
          view.currency(),
          service == null ? null : service.from(),
          service == null ? null : service.to(),
          line.metadata(),
          NoRow.NOTHING);
    }
  }

  /** What generated clients look for and no line has. */
  record NoRow(
      @Nullable String environmentId,
      @Nullable String tenantId,
      @Nullable String status,
      @Nullable String createdBy,
      @Nullable String updatedBy,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt,
      @Nullable String priceUnit,
      @Nullable String priceUnitId,
      @Nullable BigDecimal priceUnitAmount,
      @Nullable BigDecimal invoiceLevelDiscount,
      Json.@Nullable Obj commitmentInfo,
      @Nullable List<Json> usageAnalytics,
      @Nullable List<Json> usageBreakdown) {
    static final NoRow NOTHING =
        new NoRow(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }
}
