package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.subscription.SubscriptionAnswers;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.SubscriptionStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is answered of a change of a running subscription. */
final class ModifyAnswers {
  static final Body<Shown> MODIFIED = Body.of(Shown.class);

  private static final String UPDATED = "updated";

  private ModifyAnswers() {}

  /** What a change came to, or would. */
  @Named("SubscriptionModifyResponse")
  record Shown(
      SubscriptionAnswers.Shown subscription,
      Resources changedResources,
      Json.@Nullable Obj checkoutSession,
      @Example("1 quantity changes.") String message) {
    static Shown of(
        ChangeQuantities.Changed done,
        SubscriptionAnswers.Shown subscription,
        List<InvoiceAnswers.Shown> invoices,
        boolean preview) {
      boolean changed = !done.changes().isEmpty();
      return new Shown(
          subscription,
          new Resources(
              invoices.stream().map(invoice -> Invoice.of(invoice, preview)).toList(),
              done.changes().stream().map(LineItem::of).toList(),
              changed
                  ? List.of(
                      new Subscription(
                          done.subscription().id(),
                          UPDATED,
                          done.subscription().subscriptionStatus()))
                  : List.of()),
          null,
          changed
              ? "Quantities change: %d.".formatted(done.changes().size())
              : "Nothing changes: the line items have these quantities.");
    }
  }

  /** What was changed or made. */
  @Named("ChangedResources")
  record Resources(
      @Says("What asks the difference; none: it stays for the next invoice, or there is none.")
          List<Invoice> invoices,
      List<LineItem> lineItems,
      List<Subscription> subscriptions) {}

  /** An invoice that asks what a change came to. */
  @Named("ChangedInvoice")
  record Invoice(
      @Says("Of a preview there is none of this id.") InvoiceId id,
      @Example("created") @Says("`updated`: a draft waits, which asks it.") String action,
      @Example("PENDING") @Says("`preview`, or what became of its payment.") String status,
      InvoiceAnswers.Shown invoice) {
    static Invoice of(InvoiceAnswers.Shown invoice, boolean preview) {
      return new Invoice(
          Objects.requireNonNull(invoice.id()),
          invoice.invoiceStatus() == InvoiceStatus.DRAFT ? UPDATED : "created",
          preview ? "preview" : invoice.paymentStatus().code(),
          invoice);
    }
  }

  /** A line item that has another quantity. */
  @Named("ChangedLineItem")
  record LineItem(
      LineItemId id,
      PriceId priceId,
      BigDecimal quantity,
      @Says("When the quantity counts.") Instant startDate,
      @Says("When another one does, or the line item ends.") @Nullable Instant endDate,
      @Example(UPDATED) String changeAction) {
    static LineItem of(PlanQuantities.Change change) {
      return new LineItem(
          change.line().row().id(),
          change.line().price().id(),
          change.quantity(),
          change.from(),
          change.to(),
          UPDATED);
    }
  }

  /** The subscription that was changed. */
  @Named("ChangedSubscription")
  record Subscription(
      SubscriptionId id, @Example(UPDATED) String action, SubscriptionStatus status) {}
}
