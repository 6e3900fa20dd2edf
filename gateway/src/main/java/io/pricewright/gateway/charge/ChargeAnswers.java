package io.pricewright.gateway.charge;

import io.pricewright.gateway.event.ReceiptAnswers.Evaluated;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.Evidence;
import io.pricewright.rules.rating.Explain;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.ledger.ChargeSums;
import io.pricewright.store.row.ChargeRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of charges. */
final class ChargeAnswers {
  static final Body<Charge> CHARGE = Body.of(Charge.class);
  static final Body<Explanation> EXPLANATION = Body.of(Explanation.class);
  static final Body<Summary> SUMMARY = Body.of(Summary.class);

  private ChargeAnswers() {}

  /** A charge. */
  record Charge(
      String id,
      BigDecimal amount,
      Currency currency,
      Cause cause,
      @Says("How many events it sums up.") int events,
      Instant madeAt,
      @Nullable CustomerId customerId,
      @Nullable ExternalId externalCustomerId,
      long subscriptionLineItemNo,
      Instant periodStart,
      PriceId priceId,
      ScriptId scriptId) {
    static Charge of(ChargeRow charge, @Nullable CustomerBook book) {
      return new Charge(
          charge.id().toString(),
          charge.amount(),
          charge.currency(),
          charge.cause(),
          charge.events(),
          charge.madeAt(),
          book == null ? null : book.customerId(),
          book == null ? null : book.externalId(),
          charge.lineItemNo().value(),
          charge.periodStart(),
          charge.priceId(),
          charge.scriptId());
    }
  }

  /** A charge and what explains it. */
  @Named("ChargeExplanation")
  record Explanation(
      @Inline Charge charge,
      @Says("Whether the parts give the amount.") boolean complete,
      @Says("Why not.") @Nullable String detail,
      List<ExplanationPart> parts) {
    static Explanation of(ChargeExplanation explained) {
      return new Explanation(
          Charge.of(explained.charge(), explained.book()),
          explained.complete(),
          explained.detail(),
          explained.parts().stream().map(ExplanationPart::of).toList());
    }
  }

  /** What explains a part of a charge: usage that came, or a segment that was corrected. */
  sealed interface ExplanationPart permits UsagePart, CorrectedPart {
    static ExplanationPart of(ChargeExplanation.Part part) {
      return switch (part) {
        case Explained.Part usage -> UsagePart.of(usage);
        case ChargeExplanation.Corrected(Explain.Correction correction) ->
            CorrectedPart.of(correction);
      };
    }
  }

  /** Usage that came: the price after it, less the price before. */
  record UsagePart(
      @Says("Where each event is priced alone.") @Nullable EventId eventId,
      BigDecimal amount,
      @Nullable BigDecimal usageBefore,
      @Nullable BigDecimal usageAfter,
      PriceId priceId,
      String script,
      ScriptId scriptId,
      String scriptSha256,
      Evaluated priceAfter,
      @Nullable Evaluated priceBefore)
      implements ExplanationPart {
    static UsagePart of(Explained.Part part) {
      PriceVersion price = part.explanation().price();
      boolean perEvent = price.script().kind() == ScriptKind.PER_EVENT;
      return new UsagePart(
          perEvent ? part.of().event().id() : null,
          part.explanation().amount(),
          rounded(part.of().entry().before()),
          rounded(part.of().entry().after()),
          price.id(),
          price.script().label(),
          price.script().id(),
          price.script().sha256(),
          Evaluated.of(part.explanation().after(), true),
          Evaluated.ofNullable(part.explanation().before(), true));
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal usage) {
      return usage == null ? null : Money.round12(usage);
    }
  }

  /**
   * A segment of a correction: what it added before and adds now, each with the evaluations that
   * give it, price less less; less is the usage before the segment. Or a share of the price of all.
   */
  record CorrectedPart(
      @Nullable EventId eventId,
      BigDecimal amount,
      BigDecimal bookedBefore,
      BigDecimal bookedAfter,
      PriceId priceId,
      String script,
      ScriptId scriptId,
      String scriptSha256,
      @Nullable Evaluated priceAfter,
      @Says("The price of what came before the segment.") @Nullable Evaluated lessAfter,
      @Nullable Evaluated priceBefore,
      @Nullable Evaluated lessBefore,
      @Says("The share by which the price counts, where the version shares the period.")
          @Example("8/12")
          @Nullable String shareAfter,
      @Nullable String shareBefore)
      implements ExplanationPart {
    static CorrectedPart of(Explain.Correction correction) {
      PriceVersion price = correction.price();
      return new CorrectedPart(
          null,
          correction.amount(),
          correction.step().before().own(),
          correction.step().after().own(),
          price.id(),
          price.script().label(),
          price.script().id(),
          price.script().sha256(),
          first(correction.after()),
          second(correction.after()),
          first(correction.before()),
          second(correction.before()),
          share(correction.step().after()),
          share(correction.step().before()));
    }

    private static @Nullable String share(Evidence.Side side) {
      Evidence.Share share = side.share();
      return share == null ? null : share.text();
    }

    private static @Nullable Evaluated first(List<Explain.Evaluation> all) {
      return all.isEmpty() ? null : Evaluated.of(all.getFirst(), true);
    }

    private static @Nullable Evaluated second(List<Explain.Evaluation> all) {
      return all.size() < 2 ? null : Evaluated.of(all.getLast(), true);
    }
  }

  /** What was charged in one currency, beside the ledger's balances. */
  @Named("ChargeSums")
  record Sums(
      Currency currency,
      BigDecimal amount,
      long charges,
      @Says("Usage not yet billed, by the ledger.") BigDecimal unbilled,
      @Says("What was earned, by the ledger.") BigDecimal revenue) {
    static Sums of(ChargeSums sums) {
      return new Sums(
          sums.currency(), sums.charged(), sums.charges(), sums.unbilled(), sums.revenue());
    }
  }

  /** What was charged, by currency. */
  @Named("ChargeSummary")
  record Summary(List<Sums> items) {
    static Summary of(List<ChargeSums> sums) {
      return new Summary(sums.stream().map(Sums::of).toList());
    }
  }
}
