package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Always;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.invoice.GivenDocument;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a body says of a one-off invoice. */
@Named("CreateInvoice")
@Always(key = "billing_reason", values = "MANUAL")
@Always(key = "payment_status", values = "PENDING")
@NotYet(
    keys = {"coupons", "invoice_coupons", "line_item_coupons"},
    says = "Coupons come later. Send the amounts that are left, and leave this out.")
@NotYet(
    keys = {"prepared_tax_rates", "tax_rate_overrides", "tax_rates"},
    says = "Taxes come later. Send them as a line, and leave this out.")
@NotYet(keys = "invoice_number", says = "Numbers are given without gaps. Leave it out.")
@NotYet(
    keys = "issue_date",
    says =
        "An invoice is issued when it is made final, so that numbers and dates rise together. To"
            + " issue it later, make a DRAFT, and finalize it then.")
@NotYet(
    keys = {"subscription_id", "billing_period"},
    says = "A one-off invoice is of no subscription: what those ask is invoiced by itself.")
@NotYet(
    keys = {"invoice_pdf_url", "force_sync_invoice"},
    says = "Documents and other systems come later. Leave it out.")
record OneOffDraft(
    @Says("Who is asked; give this or `external_customer_id`.") @Nullable CustomerId customerId,
    @Longest(255) @Example("acme") @Says("Who is asked; give this or `customer_id`.")
        @Nullable ExternalId externalCustomerId,
    Currency currency,
    @Default("ONE_OFF") Type invoiceType,
    @Default("FINALIZED") @Says("A `DRAFT` is made final by its route, or voided.")
        Status invoiceStatus,
    @AtMost(OneOffDraft.MAX_LINES)
        @Says("What is asked; without lines, one of the amount and the description.")
        List<OneOffLineDraft> lineItems,
    @Example("1800") @Says("The sum of the lines, exact or in minor units; it is checked.")
        @Nullable BigDecimal amountDue,
    @Example("1800") @Says("As `amount_due`.") @Nullable BigDecimal subtotal,
    @Example("1800") @Says("As `amount_due`.") @Nullable BigDecimal total,
    @Example("Onboarding") @Nullable String description,
    @Says("By the terms of the settings when left out; not before now.") @Nullable Instant dueDate,
    @Nullable Instant periodStart,
    @Says("Give both or none.") @Nullable Instant periodEnd,
    @Says("0: payments come later.") @Nullable BigDecimal amountPaid,
    @Says("0: prepaid credits pay for what subscriptions ask.")
        @Nullable BigDecimal totalPrepaidApplied,
    @Longest(255) @Says("The same again makes no other invoice, however late.")
        @Nullable String idempotencyKey,
    @Metadata Json.@Nullable Obj metadata)
    implements Checked {
  static final Body<OneOffDraft> BODY = Body.of(OneOffDraft.class);

  /** Most lines of a one-off invoice. */
  static final int MAX_LINES = 1_000;

  /** What an invoice that is made by hand may be. */
  enum Type implements Coded {
    ONE_OFF,
    /** Those are made by themselves. */
    SUBSCRIPTION,
    /** Not yet. */
    CREDIT;

    @Override
    public String code() {
      return name();
    }
  }

  /** How it begins. */
  enum Status implements Coded {
    DRAFT,
    FINALIZED;

    @Override
    public String code() {
      return name();
    }
  }

  @Override
  public void check(Place place) {
    if (invoiceType == Type.SUBSCRIPTION) {
      place.refuse(
          "invoice_type",
          "not_supported",
          "Invoices of subscriptions are made by themselves. Send ONE_OFF, or make a"
              + " subscription.");
    } else if (invoiceType == Type.CREDIT) {
      place.refuse(
          "invoice_type",
          "not_supported",
          "Credit notes come later. To take an invoice back, void it.");
    }
    OneOffLineDraft.nothing(
        place, "amount_paid", amountPaid, "Payments come later. Leave it out, or send 0.");
    OneOffLineDraft.nothing(
        place,
        "total_prepaid_applied",
        totalPrepaidApplied,
        "Prepaid credits pay for what subscriptions ask. Leave it out, or send 0.");
    OneOffLineDraft.period(place, periodStart, periodEnd);
    if (lineItems.isEmpty()) {
      single(place);
    }
    if (place.fine()) {
      sums(place);
    }
  }

  /** Without lines there is one: of the amount, named by the description. */
  private void single(Place place) {
    BigDecimal amount = amount();
    if (place.wrong("line_items")) {
      return;
    }
    if (amount == null) {
      place.refuse("line_items", "required", "Give line_items, or amount_due and a description.");
      return;
    }
    if (description == null || description.isBlank()) {
      place.refuse(
          "description", "required", "Without line_items it names the line of the amount.");
    }
    Stream.of("amount_due", "subtotal", "total")
        .filter(key -> place.has(key) && !place.wrong(key))
        .forEach(
            key -> {
              if (amount.signum() < 0) {
                place.refuse(key, "out_of_range", OneOffLineDraft.LESS);
              } else if (amount.compareTo(Money.LIMIT) >= 0) {
                place.refuse(key, "out_of_range", "Send less than 10^20.");
              }
            });
  }

  private @Nullable BigDecimal amount() {
    return amountDue != null ? amountDue : total != null ? total : subtotal;
  }

  /** What the caller says that the lines add up to has to be so. */
  private void sums(Place place) {
    List<GivenDocument.Line> lines =
        lines().stream().map(line -> GivenDocument.Line.of(line.amount(), currency)).toList();
    BigDecimal exact = GivenDocument.exact(lines);
    BigDecimal asked = new GivenDocument(lines, BigDecimal.ZERO).total();
    if (asked.compareTo(Money.LIMIT) >= 0) {
      place.refuse("line_items", "out_of_range", "All of it has to be less than 10^20.");
    }
    sum(place, "amount_due", amountDue, exact, asked);
    sum(place, "subtotal", subtotal, exact, asked);
    sum(place, "total", total, exact, asked);
  }

  private static void sum(
      Place place, String key, @Nullable BigDecimal said, BigDecimal exact, BigDecimal asked) {
    if (said != null && said.compareTo(exact) != 0 && said.compareTo(asked) != 0) {
      String rounded =
          exact.compareTo(asked) == 0 ? "" : ", and %s exact".formatted(exact.toPlainString());
      place.refuse(
          key,
          "differs",
          "The lines add up to %s%s, not to %s."
              .formatted(asked.toPlainString(), rounded, Money.plain(said).toPlainString()));
    }
  }

  private List<CreateOneOff.Line> lines() {
    return lineItems.isEmpty()
        ? List.of(
            new CreateOneOff.Line(
                description,
                BigDecimal.ONE,
                Money.plain(Objects.requireNonNull(amount())),
                null,
                Json.Obj.EMPTY))
        : lineItems.stream().map(OneOffLineDraft::line).toList();
  }

  /** Reads an invoice. Fails with {@code Problem.InvalidRequest}. */
  static CreateOneOff.Command read(Request request, Instant now) {
    Given<OneOffDraft> given = request.read(BODY);
    OneOffDraft draft = given.draft();
    if (given.has("customer_id") == given.has("external_customer_id")) {
      given.refuse(
          "customer_id", "required", "Give exactly one of customer_id and external_customer_id.");
    }
    if (draft.dueDate() != null && draft.dueDate().isBefore(now)) {
      given.refuse(
          "due_date", "out_of_range", "It is not issued before now: send a time after now.");
    }
    return given.done().command();
  }

  private CreateOneOff.Command command() {
    return new CreateOneOff.Command(
        customerId,
        externalCustomerId,
        currency,
        lines(),
        description,
        dueDate,
        OneOffLineDraft.interval(periodStart, periodEnd),
        Objects.requireNonNullElse(metadata, Json.Obj.EMPTY),
        idempotencyKey,
        invoiceStatus == Status.FINALIZED);
  }
}
