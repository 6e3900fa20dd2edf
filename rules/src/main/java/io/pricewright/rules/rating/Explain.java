package io.pricewright.rules.rating;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.CellRater.Need;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.usage.Contribution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Explains a rated entry by the calculation itself: the script version that made it is evaluated
 * again on the recorded usage. It is deterministic, so the lines are those of the charge.
 */
public final class Explain {
  private final ScriptEngine engine;

  /** Explains with a script engine; call it on the script pool's threads only. */
  public Explain(ScriptEngine engine) {
    this.engine = engine;
  }

  /**
   * One evaluation.
   *
   * @param input what the script saw, enough to run it again
   * @param amount its answer, rounded to 12 decimals
   * @param lines its lines
   * @param steps its steps
   */
  public record Evaluation(
      ScriptInput input, BigDecimal amount, List<ScriptLine> lines, long steps) {}

  /**
   * How an entry's amount came about.
   *
   * @param price the version that priced it
   * @param after the price with the event, or of the event alone
   * @param before the price without it; null when the script prices each event alone
   */
  public record Explanation(PriceVersion price, Evaluation after, @Nullable Evaluation before) {
    /** Returns what the evaluations say the entry costs. */
    public BigDecimal amount() {
      return before == null ? after.amount() : after.amount().subtract(before.amount());
    }
  }

  /**
   * What an entry costs now: as it was rated, or by the version that took its place since.
   *
   * @param amount what it adds to what is booked
   * @param priceId the version that holds at its time
   * @param explanation how it comes about; null where the script cannot tell it of this event alone
   */
  public record Present(BigDecimal amount, PriceId priceId, @Nullable Explanation explanation) {}

  /**
   * What a script would be asked for an event that is parked, with the usage so far.
   *
   * @param after with the event
   * @param before without it; null when the script prices each event alone
   */
  public record Question(ScriptInput after, @Nullable ScriptInput before) {}

  /** Returns whether explanations add up to what was charged; none never do. */
  public static boolean addUp(List<Explanation> explanations, BigDecimal charged) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Explanation explanation : explanations) {
      sum = sum.add(explanation.amount());
    }
    return !explanations.isEmpty() && sum.compareTo(charged) == 0;
  }

  /**
   * A segment of a charge that corrects earlier ones, evaluated again.
   *
   * @param price the version that prices it
   * @param step what was kept of it
   * @param before the evaluations of what the script saw before
   * @param after the evaluations of what it sees since
   */
  public record Correction(
      PriceVersion price, Evidence.Step step, List<Evaluation> before, List<Evaluation> after) {
    /** Returns what the segment adds now over what it added before. */
    public BigDecimal amount() {
      return Money.plain(step.after().own().subtract(step.before().own()));
    }

    /** Returns whether the evaluations give what was booked, to the rounding of a share. */
    public boolean holds() {
      BigDecimal own = step.after().own();
      Evidence.Share share = step.after().share();
      BigDecimal price = after.isEmpty() ? BigDecimal.ZERO : sum(after);
      if (share == null) {
        return price.compareTo(own) == 0;
      }
      BigDecimal off = price.multiply(share.part()).subtract(own.multiply(share.whole())).abs();
      return off.compareTo(share.whole().scaleByPowerOfTen(-Money.SCALE)) <= 0;
    }

    private static BigDecimal sum(List<Evaluation> evaluations) {
      BigDecimal upToEnd = evaluations.getFirst().amount();
      return evaluations.size() == 1 ? upToEnd : upToEnd.subtract(evaluations.getLast().amount());
    }
  }

  /** Explains the steps of an evidence; those whose price is gone are left out. */
  public List<Correction> explain(CellModel model, List<PriceVersion> lineage, Evidence evidence) {
    List<Correction> corrections = new ArrayList<>();
    for (Evidence.Step step : evidence.steps()) {
      lineage.stream()
          .filter(version -> version.id().equals(step.priceId()))
          .map(version -> priced(model, version))
          .findFirst()
          .ifPresent(
              price ->
                  corrections.add(
                      new Correction(
                          price,
                          step,
                          evaluate(model, price, step.before().subjects()),
                          evaluate(model, price, step.after().subjects()))));
    }
    return corrections;
  }

  private List<Evaluation> evaluate(CellModel model, PriceVersion price, List<String> subjects) {
    String context = Evaluations.context(model, new Segment(model.period(), price));
    return evaluate(
        price,
        subjects.stream()
            .map(subject -> new ScriptInput(subject, price.params(), context))
            .toList());
  }

  private List<Evaluation> evaluate(PriceVersion price, List<ScriptInput> inputs) {
    List<Evaluation> evaluations = new ArrayList<>();
    if (inputs.isEmpty()) {
      return evaluations;
    }
    List<ScriptOutcome> outcomes = engine.evaluate(price.script(), inputs);
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof ScriptOutcome.Priced priced) {
        evaluations.add(
            new Evaluation(
                inputs.get(i), Money.round12(priced.amount()), priced.lines(), priced.steps()));
      }
    }
    return evaluations;
  }

  /**
   * Returns what would be asked now for an event that is parked on a cell; empty where that cannot
   * be told, as for a level whose cell nobody opened yet.
   */
  public Optional<Question> question(CellModel model, StoredUsage stored, Event event) {
    return model.carries() && !stored.cells().containsKey(model.key())
        ? Optional.empty()
        : Matcher.hit(model, event).flatMap(hit -> question(hit, stored));
  }

  private Optional<Question> question(Hit hit, StoredUsage stored) {
    CellModel model = hit.cell();
    CellWork work =
        new CellWork(
            BatchRater.cellOf(stored, model), model, BatchRater.valuesOf(stored, hit.key()));
    if (work.refusal(hit) != null) {
      return Optional.empty();
    }
    Evaluations prices = new Evaluations(engine, model);
    if (CellRater.perEvent(hit.segment())) {
      Need alone = new Need.OfEvent(hit.segmentIndex(), hit);
      return Optional.of(new Question(prices.input(alone), null));
    }
    Optional<Need> before = first(work.needs(hit), hit.segmentIndex());
    work.apply(hit);
    return first(work.needs(hit), hit.segmentIndex())
        .map(after -> new Question(prices.input(after), before.map(prices::input).orElse(null)));
  }

  private static Optional<Need> first(Set<Need> needs, int segment) {
    return needs.stream()
        .filter(need -> need instanceof Need.OfUsage usage && usage.segment() == segment)
        .findFirst();
  }

  /**
   * Returns what a rated entry costs now; empty where that cannot be told of this event alone:
   * where its version was replaced in a cell of several segments, parts together, or a maximum over
   * parts.
   */
  public Optional<Present> present(
      CellModel model, List<PriceVersion> lineage, Entry entry, Event event) {
    PriceVersion holds = model.priceAt(event.occurredAt());
    BigDecimal amount = entry.amount();
    if (amount != null && holds.id().equals(entry.priceId())) {
      Explanation explanation = explain(model, lineage, entry, event).orElse(null);
      return Optional.of(new Present(amount, holds.id(), explanation));
    }
    boolean alone = holds.script().kind() == ScriptKind.PER_EVENT;
    BigDecimal before = alone ? BigDecimal.ZERO : entry.before();
    BigDecimal after = alone ? BigDecimal.ZERO : entry.after();
    if (before == null
        || after == null
        || entry.quantity() == null
        || model.seesAll()
        || (!alone && model.segments().size() > 1)
        || CellAmount.mostFree(model.segments()) > 0
        || (holds.bounds().maximum() != null && (alone || !model.key().part().isEmpty()))) {
      return Optional.empty();
    }
    return evaluated(model, holds, before, after, entry, event)
        .map(explanation -> new Present(capped(explanation, holds), holds.id(), explanation));
  }

  private static BigDecimal capped(Explanation explanation, PriceVersion price) {
    Evaluation before = explanation.before();
    BigDecimal from = before == null ? BigDecimal.ZERO : before.amount();
    BigDecimal maximum = price.bounds().maximum();
    BigDecimal to = explanation.after().amount();
    return Money.plain(
        maximum == null ? to.subtract(from) : to.min(maximum).subtract(from.min(maximum)));
  }

  /** Explains an entry; empty when it was not rated or was brought in by a recount. */
  public Optional<Explanation> explain(
      CellModel model, List<PriceVersion> lineage, Entry entry, Event event) {
    PriceId priceId = entry.priceId();
    BigDecimal before = entry.before();
    BigDecimal after = entry.after();
    if (priceId == null || before == null || after == null || model.seesAll()) {
      return Optional.empty();
    }
    return lineage.stream()
        .filter(version -> version.id().equals(priceId))
        .findFirst()
        .flatMap(version -> explain(model, priced(model, version), before, after, entry, event));
  }

  private static PriceVersion priced(CellModel model, PriceVersion version) {
    if (model.onTrial()) {
      return version.onTrial();
    }
    String override = model.lineItem().overrideParams();
    return override == null ? version : version.withParams(override);
  }

  private Optional<Explanation> explain(
      CellModel model,
      PriceVersion price,
      BigDecimal before,
      BigDecimal after,
      Entry entry,
      Event event) {
    BigDecimal amount = entry.amount();
    // Where the price changed in the period an event may move what others cost.
    return evaluated(model, price, before, after, entry, event)
        .filter(
            explanation ->
                model.segments().size() == 1
                    || (amount != null && explanation.amount().compareTo(amount) == 0));
  }

  private Optional<Explanation> evaluated(
      CellModel model,
      PriceVersion price,
      BigDecimal before,
      BigDecimal after,
      Entry entry,
      Event event) {
    Segment segment = new Segment(new Interval(model.period().from(), model.period().to()), price);
    String context = Evaluations.context(model, segment);
    List<ScriptInput> inputs = new ArrayList<>();
    if (price.script().kind() == ScriptKind.PER_EVENT) {
      Contribution contribution =
          new Contribution(
              event.key(), Objects.requireNonNull(entry.quantity()), event.occurredAt(), null, "");
      inputs.add(
          new ScriptInput(
              Evaluations.event(new Hit(model, event, contribution)), price.params(), context));
    } else {
      BigDecimal allowance = model.lineItem().allowance();
      inputs.add(new ScriptInput(Evaluations.usage(after, allowance), price.params(), context));
      inputs.add(new ScriptInput(Evaluations.usage(before, allowance), price.params(), context));
    }
    List<Evaluation> evaluations = evaluate(price, inputs);
    return evaluations.size() != inputs.size()
        ? Optional.empty()
        : Optional.of(
            new Explanation(
                price,
                evaluations.getFirst(),
                evaluations.size() == 2 ? evaluations.getLast() : null));
  }
}
