package io.pricewright.gateway.event;

import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.LeftOutWhenNull;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.script.ScriptFailure;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.PropertyFilter;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Explain;
import io.pricewright.rules.rating.Failure;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a receipt says: what became of an event, and why it costs what it costs. */
public final class ReceiptAnswers {
  private ReceiptAnswers() {}

  /** An outcome in small letters. */
  enum Became implements Coded {
    RATED,
    PARKED,
    UNMATCHED,
    VOIDED;

    static Became of(Outcome outcome) {
      return valueOf(outcome.name());
    }

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The status of an entry in small letters. */
  enum EntryStatus implements Coded {
    RATED,
    PARKED,
    NOT_COUNTED;

    static EntryStatus of(Entry.Status status) {
      return valueOf(status.name());
    }

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of an event. */
  @Named("EventReceipt")
  record Receipt(
      EventId eventId,
      String eventName,
      ExternalId externalCustomerId,
      Instant timestamp,
      Instant ingestedAt,
      @Says("What the delivery came to.") Delivery.Status status,
      Became outcome,
      @Says("Why it is parked or unmatched.") @Nullable String reason,
      @Says("What it costs now, where all of it is in one currency; 0 once it is taken back.")
          @Nullable BigDecimal amount,
      @Says("What it cost when it was rated first.") @Nullable BigDecimal firstAmount,
      @Nullable Currency currency,
      @Says("One for each line item it reached or meter that refused it.")
          List<ReceiptEntry> entries,
      @Says("What came nearest to counting it, where nothing did.") @LeftOutWhenNull
          @Nullable NearestMeter nearestMeter)
      implements EventAnswers.EventAnswer {
    /**
     * Shows a receipt.
     *
     * @param whole whether it holds the parameters of its prices
     */
    static Receipt of(
        RatedEvent rated,
        Delivery.Status status,
        Map<Entry, Told> told,
        @Nullable NearestMeter nearest,
        boolean whole) {
      RatedEvent.Priced first = rated.priced();
      return new Receipt(
          rated.event().id(),
          rated.event().name(),
          rated.event().externalCustomerId(),
          rated.event().occurredAt(),
          rated.event().ingestedAt(),
          status,
          Became.of(rated.outcome()),
          rated.reason(),
          first == null ? null : now(rated, told),
          first == null ? null : first.amount(),
          first == null ? null : new Currency(first.currency()),
          rated.entries().stream()
              .map(
                  entry ->
                      ReceiptEntry.of(
                          rated.outcome(), entry, told.getOrDefault(entry, Told.NOTHING), whole))
              .toList(),
          nearest);
    }

    private static @Nullable BigDecimal now(RatedEvent rated, Map<Entry, Told> told) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Entry entry : rated.entries()) {
        BigDecimal amount =
            Counted.now(rated.outcome(), entry, told.getOrDefault(entry, Told.NOTHING));
        if (amount == null && entry.status() == Entry.Status.RATED) {
          return null;
        }
        sum = amount == null ? sum : sum.add(amount);
      }
      return Money.plain(sum);
    }
  }

  /**
   * What is found out about an entry when its receipt is shown.
   *
   * @param replaced whether another version holds at its time than the one that rated it
   * @param present what it costs now, or null where that is not known
   * @param explanation how the version that rated it came to the amount, or null
   * @param question what its script would be asked now, where it is parked
   */
  record Told(
      boolean replaced,
      Explain.@Nullable Present present,
      Explain.@Nullable Explanation explanation,
      Explain.@Nullable Question question) {
    static final Told NOTHING = new Told(false, null, null, null);

    Explain.@Nullable Explanation shown() {
      return present == null ? explanation : present.explanation();
    }
  }

  /** What became of an event on one line item, explained where its script can be asked again. */
  sealed interface ReceiptEntry permits Counted, CountedAndExplained, CountedAndFailed {
    static ReceiptEntry of(Outcome outcome, Entry entry, Told told, boolean whole) {
      Counted counted = Counted.of(outcome, entry, told);
      Failure failure = entry.failure();
      if (failure != null) {
        return CountedAndFailed.of(counted, failure, told.question());
      }
      Explain.Explanation explanation = told.shown();
      return explanation == null
          ? counted
          : new CountedAndExplained(
              counted,
              explanation.price().script().label(),
              explanation.price().script().sha256(),
              Evaluated.of(explanation.after(), whole),
              Evaluated.ofNullable(explanation.before(), whole));
    }
  }

  /** What became of an event on one line item. */
  @Named("ReceiptLine")
  record Counted(
      EntryStatus status,
      MeterId meterId,
      @Says("Null where the meter did not count it.") @Nullable Long subscriptionLineItemNo,
      @Nullable Instant periodStart,
      @Nullable String reason,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal usageBefore,
      @Nullable BigDecimal usageAfter,
      @Says(
              "What it costs now, in the order of arrival: by the version that holds today, and"
                  + " nothing once it is taken back. Null where it cannot be told of this event"
                  + " alone.")
          @Nullable BigDecimal amount,
      @Says("What it cost when it was rated.") @Nullable BigDecimal firstAmount,
      @Nullable Currency currency,
      @Says("The version that holds today.") @Nullable PriceId priceId,
      @Says("The version that rated it.") @Nullable PriceId firstPriceId)
      implements ReceiptEntry {
    static Counted of(Outcome outcome, Entry entry, Told told) {
      Explain.Present present = told.present();
      return new Counted(
          EntryStatus.of(entry.status()),
          entry.meterId(),
          entry.lineItemNo().equals(LineItemNo.NONE) ? null : entry.lineItemNo().value(),
          entry.periodStart(),
          entry.reason(),
          entry.quantity(),
          rounded(entry.before()),
          rounded(entry.after()),
          now(outcome, entry, told),
          entry.amount(),
          Id.ofNullable(entry.currency(), Currency::new),
          present == null ? entry.priceId() : present.priceId(),
          entry.priceId());
    }

    /** Returns what an entry costs now; null where that is not known. */
    static @Nullable BigDecimal now(Outcome outcome, Entry entry, Told told) {
      if (outcome == Outcome.VOIDED) {
        return entry.status() == Entry.Status.RATED ? BigDecimal.ZERO : null;
      }
      Explain.Present present = told.present();
      return present != null ? present.amount() : told.replaced() ? null : entry.amount();
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal usage) {
      return usage == null ? null : Money.round12(usage);
    }
  }

  /** The same with the evaluations that give the amount: the price after it, less that before. */
  @Named("ExplainedReceiptLine")
  record CountedAndExplained(
      @Inline Counted counted,
      String script,
      String scriptSha256,
      Evaluated priceAfter,
      @Says("Null where each event is priced alone.") @Nullable Evaluated priceBefore)
      implements ReceiptEntry {}

  /** The same with what its price failed on. */
  @Named("FailedReceiptLine")
  record CountedAndFailed(
      @Inline Counted counted,
      ScriptFailure failure,
      @Says("What its script would see now; only in the receipt of one event.") @LeftOutWhenNull
          @Nullable EvaluationInput inputAfter,
      @Says("The same without it; left out where each event is priced alone.") @LeftOutWhenNull
          @Nullable EvaluationInput inputBefore)
      implements ReceiptEntry {
    static CountedAndFailed of(
        Counted counted, Failure failure, Explain.@Nullable Question question) {
      ScriptInput before = question == null ? null : question.before();
      return new CountedAndFailed(
          counted,
          Objects.requireNonNull(ScriptFailure.ofNullable(failure)),
          question == null ? null : EvaluationInput.of(question.after(), true),
          before == null ? null : EvaluationInput.of(before, true));
    }
  }

  /** The meter that came nearest to an event that nobody counted. */
  record NearestMeter(
      MeterId meterId, String name, @Says("What it wanted.") @Nullable String failedFilter) {
    static NearestMeter of(Meter meter, @Nullable PropertyFilter failed) {
      return new NearestMeter(
          meter.id(),
          meter.name(),
          failed == null
              ? null
              : "%s %s %s".formatted(failed.path(), failed.operator().code(), failed.values()));
    }
  }

  /** One evaluation of a script: what it saw and what it said, enough to run it again. */
  @Named("ScriptEvaluation")
  public record Evaluated(
      EvaluationInput input, BigDecimal amount, long steps, List<EvaluationLine> lines) {
    /**
     * Shows an evaluation.
     *
     * @param whole whether the parameters are in it, which is enough to run it again; they may be
     *     long, so an answer with many evaluations leaves them out
     */
    public static Evaluated of(Explain.Evaluation evaluation, boolean whole) {
      ScriptInput input = evaluation.input();
      return new Evaluated(
          EvaluationInput.of(input, whole),
          evaluation.amount(),
          evaluation.steps(),
          evaluation.lines().stream().map(EvaluationLine::of).toList());
    }

    /** Shows an evaluation, if there is one. */
    public static @Nullable Evaluated ofNullable(
        Explain.@Nullable Evaluation evaluation, boolean whole) {
      return evaluation == null ? null : of(evaluation, whole);
    }
  }

  /** What a script saw. */
  record EvaluationInput(
      @Says("The usage, or the event.") Json subject,
      @Says("The price's parameters; left out of long answers.") @Nullable Json params,
      @Says("What does not change within the period.") Json context) {
    static EvaluationInput of(ScriptInput input, boolean whole) {
      return new EvaluationInput(
          JsonReader.parse(input.subject()),
          whole ? JsonReader.parse(input.params()) : null,
          JsonReader.parse(input.context()));
    }
  }

  /** A line of a script's answer. */
  record EvaluationLine(
      String label,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal unitPrice,
      BigDecimal amount) {
    static EvaluationLine of(ScriptLine line) {
      return new EvaluationLine(line.label(), line.quantity(), line.unitPrice(), line.amount());
    }
  }
}
