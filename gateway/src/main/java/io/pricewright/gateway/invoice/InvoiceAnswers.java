package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.SubscriptionRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of invoices. */
final class InvoiceAnswers {
  static final Body<Preview> PREVIEW = Body.of(Preview.class);

  private InvoiceAnswers() {}

  /** An invoice that does not exist yet. */
  @Named("InvoicePreview")
  record Preview(
      CustomerId customerId,
      SubscriptionId subscriptionId,
      @Example("SUBSCRIPTION") String invoiceType,
      @Example("DRAFT") String invoiceStatus,
      @Example("PENDING") String paymentStatus,
      @Example("SUBSCRIPTION_CYCLE") String billingReason,
      BillingPeriod billingPeriod,
      Instant periodStart,
      Instant periodEnd,
      Currency currency,
      @Says("Of the lines, before discounts; in minor units.") BigDecimal subtotal,
      BigDecimal totalDiscount,
      BigDecimal totalTax,
      @Says("What live draws of prepaid credits hold of the lines.")
          BigDecimal totalPrepaidCreditsApplied,
      @Says("subtotal - total_discount - total_prepaid_credits_applied + total_tax")
          BigDecimal total,
      BigDecimal amountDue,
      BigDecimal amountPaid,
      BigDecimal amountRemaining,
      List<Line> lineItems,
      TenantId tenantId,
      EnvironmentId environmentId,
      @Inline NoDocument lacking) {
    static Preview of(InvoicePreview preview, Caller caller) {
      SubscriptionRow row = preview.of().row();
      return new Preview(
          preview.of().customer().id(),
          row.id(),
          "SUBSCRIPTION",
          "DRAFT",
          "PENDING",
          "SUBSCRIPTION_CYCLE",
          row.billingPeriod(),
          preview.period().from(),
          preview.period().to(),
          row.currency(),
          preview.subtotal(),
          preview.discount(),
          BigDecimal.ZERO,
          preview.credits(),
          preview.total(),
          preview.total(),
          BigDecimal.ZERO,
          preview.total(),
          preview.lines().stream().map(line -> Line.of(line, preview)).toList(),
          caller.tenantId(),
          caller.environmentId(),
          NoDocument.NOTHING);
    }
  }

  /** What generated clients look for and no document that does not exist yet has. */
  record NoDocument(
      @Nullable String id,
      @Nullable String invoiceNumber,
      @Nullable String description,
      @Nullable String idempotencyKey,
      @Nullable String invoicePdfUrl,
      @Nullable String status,
      @Nullable String createdBy,
      @Nullable String updatedBy,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt,
      @Nullable Instant dueDate,
      @Nullable Instant finalizedAt,
      @Nullable Instant paidAt,
      @Nullable Instant voidedAt,
      @Nullable Integer billingSequence,
      @Nullable Integer version,
      @Nullable BigDecimal adjustmentAmount,
      @Nullable BigDecimal overpaidAmount,
      @Nullable BigDecimal refundedAmount,
      @Nullable List<Json> couponApplications,
      @Nullable List<Json> taxes,
      Json.@Nullable Obj customer,
      Json.@Nullable Obj subscription,
      Json.@Nullable Obj metadata) {
    static final NoDocument NOTHING =
        new NoDocument(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null);
  }

  /** A line of it. */
  @Named("InvoicePreviewLine")
  record Line(
      CustomerId customerId,
      SubscriptionId subscriptionId,
      LineItemId subscriptionLineItemId,
      PlanId entityId,
      @Example("plan") String entityType,
      @Nullable String planDisplayName,
      PriceId priceId,
      PriceType priceType,
      @Nullable MeterId meterId,
      @Nullable String meterDisplayName,
      @Nullable String displayName,
      AmountKind kind,
      @Says("Used in the service period; 1 of a fixed price.") BigDecimal quantity,
      @Says("Before discounts; in minor units.") BigDecimal amount,
      BigDecimal lineItemDiscount,
      BigDecimal prepaidCreditsApplied,
      Currency currency,
      @Says("The time that is served.") Instant periodStart,
      Instant periodEnd,
      @Inline NoRow lacking) {
    static Line of(InvoicePreview.Line line, InvoicePreview preview) {
      PlanRow plan = preview.of().plan();
      SubscriptionRow row = preview.of().row();
      return new Line(
          preview.of().customer().id(),
          row.id(),
          line.item().row().id(),
          row.planId(),
          "plan",
          plan == null ? null : plan.name(),
          line.item().price().id(),
          line.item().price().type(),
          line.item().price().meterId(),
          line.meter() == null ? null : line.meter().name(),
          line.item().price().displayName(),
          line.line().key().kind(),
          line.quantity(),
          line.line().asks().subtotal(),
          line.line().asks().shownDiscount(),
          line.credits(),
          row.currency(),
          line.line().service().from(),
          line.line().service().to(),
          NoRow.NOTHING);
    }
  }

  /** What generated clients look for and no line that is not kept has. */
  record NoRow(
      @Nullable String id,
      @Nullable String invoiceId,
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
      @Nullable List<Json> usageBreakdown,
      Json.@Nullable Obj metadata) {
    static final NoRow NOTHING =
        new NoRow(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null);
  }
}
