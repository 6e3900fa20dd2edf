package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Cause;
import io.pricewright.store.row.ChargeRow;
import io.pricewright.store.row.GivenLineRow;
import io.pricewright.store.row.InvoiceLineRow;
import io.pricewright.store.row.PostingRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is answered of why an invoice asks what it asks. */
final class ExplainAnswers {
  static final Body<Shown> EXPLANATION = Body.of(Shown.class);

  private ExplainAnswers() {}

  /** Why an invoice asks what it asks. */
  @Named("InvoiceExplanation")
  record Shown(InvoiceId invoiceId, @Nullable String invoiceNumber, List<Line> lines) {
    static Shown of(ExplainInvoice.Explained explained) {
      return new Shown(
          explained.row().id(),
          explained.row().number(),
          Stream.concat(
                  explained.lines().stream().map(Line::of),
                  explained.given().stream().map(Line::of))
              .toList());
    }
  }

  /** Why a line does. */
  @Named("InvoiceLineExplanation")
  record Line(
      int lineNo,
      AmountKind kind,
      @Says("Null of a line that was given.") @Nullable PriceId priceId,
      @Nullable String displayName,
      @Nullable Instant periodStart,
      @Nullable Instant periodEnd,
      @Says("Exact; what the ledger takes over.") BigDecimal gross,
      BigDecimal discount,
      @Says("In minor units.") BigDecimal net,
      BigDecimal prepaidCreditsApplied,
      @Says(
              "`due` in all, what was `asked_before`, and the `rounding`; of a fixed price its"
                  + " script and the spans that count; of a line that was given its `amount` and"
                  + " the `rounding`.")
          Json.Obj derivation,
      List<Draw> draws,
      @Says("What the line item was charged in the period, newest first.") List<Charged> charges,
      @Says("Whether there are more charges than are shown.") boolean hasMoreCharges,
      @Says("What the line moved in the ledger, and what was earned of it since.")
          List<Posted> postings,
      @Says("Whether there are more postings than are shown.") boolean hasMorePostings) {
    static Line of(ExplainInvoice.Given line) {
      GivenLineRow row = line.row();
      BigDecimal rounding = Money.plain(row.amount().subtract(row.net()));
      return new Line(
          row.lineNo(),
          AmountKind.FIXED,
          null,
          row.displayName(),
          row.periodStart(),
          row.periodEnd(),
          row.amount(),
          BigDecimal.ZERO,
          row.net(),
          BigDecimal.ZERO,
          Json.Obj.EMPTY
              .with("amount", Json.of(Money.plain(row.amount()).toPlainString()))
              .with("rounding", Json.of(rounding.toPlainString())),
          List.of(),
          List.of(),
          false,
          line.postings().stream().map(Posted::of).toList(),
          false);
    }

    static Line of(ExplainInvoice.Line line) {
      InvoiceLineRow row = line.row();
      return new Line(
          row.lineNo(),
          row.kind(),
          row.priceId(),
          row.displayName(),
          row.serviceFrom(),
          row.serviceTo(),
          row.gross(),
          row.discount(),
          row.net(),
          row.credits(),
          row.derivation(),
          line.draws().stream().map(draw -> new Draw(draw.grantId(), draw.amount())).toList(),
          line.charges().stream().map(Charged::of).toList(),
          line.hasMore(),
          line.postings().stream().map(Posted::of).toList(),
          line.morePostings());
    }
  }

  /** What a grant paid of a line; below zero: got back. */
  @Named("InvoiceLineDraw")
  record Draw(GrantId grantId, BigDecimal amount) {}

  /** A posting of a line. */
  @Named("InvoiceLinePosting")
  record Posted(
      String postingId,
      @Example("receivable") String debit,
      @Example("unbilled") String credit,
      BigDecimal amount,
      @Says("The instant it accounts for.") Instant bookedFor) {
    static Posted of(PostingRow row) {
      return new Posted(
          row.id().toString(), row.debit(), row.credit(), row.amount(), row.bookedFor());
    }
  }

  /** A charge behind a line. */
  @Named("InvoiceLineCharge")
  record Charged(
      String chargeId,
      BigDecimal amount,
      Cause cause,
      int events,
      Instant createdAt,
      @Says("Where the charge is explained, down to the lines of its script.") String explain) {
    static Charged of(ChargeRow row) {
      return new Charged(
          row.id().toString(),
          row.amount(),
          row.cause(),
          row.events(),
          row.madeAt(),
          "/v1/charges/" + row.id() + "/explain");
    }
  }
}
