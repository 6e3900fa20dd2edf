package io.pricewright.rules.gate;

import io.pricewright.rules.gate.PointLaws.Broken;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Tries the laws on a sample: at many quantities, and for events with many properties. */
final class LawCheck {
  private static final int EVENT_ROUNDS = 10;
  private static final BigDecimal SMALLEST_JUMP = new BigDecimal("0.00000001");
  private final Trial trial;
  private final Manifest manifest;
  private final Random random;
  private final PointLaws laws;

  LawCheck(Trial trial, Manifest manifest, Random random) {
    this.trial = trial;
    this.manifest = manifest;
    this.random = random;
    this.laws = new PointLaws(manifest);
  }

  void check(Sample sample) {
    List<BigDecimal> points =
        Points.of(sample, Numbers.in(trial.source()), manifest.largest(), random);
    int rounds = sample.perEvent() ? EVENT_ROUNDS : 1;
    for (int i = 0; i < rounds; i++) {
      new Round(sample, sample.properties(random)).check(points);
    }
  }

  /** A sample with fixed properties: amounts are a function of the quantity alone. */
  private final class Round {
    private final Sample sample;
    private final Json.Obj properties;

    Round(Sample sample, Json.Obj properties) {
      this.sample = sample;
      this.properties = properties;
    }

    void check(List<BigDecimal> points) {
      List<BigDecimal> amounts = new ArrayList<>();
      List<ScriptOutcome> outcomes = trial.run(inputs(points));
      for (int i = 0; i < points.size(); i++) {
        point(points.get(i), outcomes.get(i));
        if (!(outcomes.get(i) instanceof ScriptOutcome.Priced priced)) {
          return;
        }
        amounts.add(priced.amount());
      }
      List<BigDecimal> below = Points.negative(points);
      List<ScriptOutcome> refunds = trial.run(inputs(below));
      for (int i = 0; i < below.size(); i++) {
        point(below.get(i), refunds.get(i));
      }
      pairs(points, amounts);
      trial.triesLaws();
      if (sample.perEvent()) {
        Round nothing = new Round(sample, sample.nothingUsed(properties));
        ScriptOutcome outcome = trial.run(nothing.input(BigDecimal.ZERO));
        nothing.note(laws.broken(BigDecimal.ZERO, outcome, true), BigDecimal.ZERO);
      }
    }

    private List<ScriptInput> inputs(List<BigDecimal> quantities) {
      return quantities.stream().map(this::input).toList();
    }

    private ScriptInput input(BigDecimal quantity) {
      return sample.input(quantity, properties);
    }

    private void point(BigDecimal quantity, ScriptOutcome outcome) {
      for (Broken broken : laws.broken(quantity, outcome, !sample.perEvent())) {
        if (outcome instanceof ScriptOutcome.Failed failed && failed.isStopped()) {
          // Smaller ones would be stopped by luck alone, each a tenth of a second later.
          trial.note(broken.check(), broken.detail(), input(quantity));
        }
        if (!trial.noted(broken.check())) {
          BigDecimal smallest = Shrink.point(quantity, q -> breaks(q, broken.check()));
          smaller(smallest, broken.check());
          // A time-out is a matter of luck: it need not come again.
          trial.note(broken.check(), broken.detail(), input(quantity));
        }
      }
    }

    private boolean breaks(BigDecimal quantity, String check) {
      if (trial.tired()) {
        return false;
      }
      boolean zeroIsNothing = !sample.perEvent();
      return laws.broken(quantity, trial.run(input(quantity)), zeroIsNothing).stream()
          .anyMatch(broken -> broken.check().equals(check));
    }

    /** Brings the event's decimals down as well, then notes what is broken. */
    private void smaller(BigDecimal quantity, String check) {
      Round least = this;
      for (String name : sample.decimals()) {
        Round tried =
            new Round(
                sample, least.properties.with(name, Json.of(Sample.plain(sample.least(name)))));
        least = tried.breaks(quantity, check) ? tried : least;
      }
      ScriptOutcome outcome = trial.run(least.input(quantity));
      least.note(laws.broken(quantity, outcome, !sample.perEvent()), quantity);
    }

    private void note(List<Broken> broken, BigDecimal quantity) {
      broken.forEach(one -> trial.note(one.check(), one.detail(), input(quantity)));
    }

    private void pairs(List<BigDecimal> points, List<BigDecimal> amounts) {
      for (int i = 1; i < points.size(); i++) {
        BigDecimal low = points.get(i - 1);
        BigDecimal high = points.get(i);
        BigDecimal rise = amounts.get(i).subtract(amounts.get(i - 1));
        if (rise.signum() < 0 && open(Manifest.MONOTONE)) {
          fall(Shrink.fall(low, high, this::falls));
        }
        if (high.subtract(low).compareTo(Shrink.TRIFLE) <= 0
            && rise.abs().compareTo(SMALLEST_JUMP) > 0
            && open(Manifest.CONTINUOUS)) {
          jump(low, high, rise.abs());
        }
      }
    }

    private boolean open(String law) {
      return manifest.states(law) && !trial.noted(law);
    }

    private @Nullable BigDecimal amount(BigDecimal quantity) {
      return trial.run(input(quantity)) instanceof ScriptOutcome.Priced priced
          ? priced.amount()
          : null;
    }

    private boolean falls(BigDecimal low, BigDecimal high) {
      BigDecimal before = amount(low);
      BigDecimal after = amount(high);
      return before != null && after != null && after.compareTo(before) < 0;
    }

    private void fall(Shrink.Pair pair) {
      trial.note(
          Manifest.MONOTONE,
          "a quantity of %s costs %s, and one of %s costs less: %s. More usage never costs less; if it is meant, switch the law off with the reason"
              .formatted(
                  Sample.plain(pair.low()),
                  text(amount(pair.low())),
                  Sample.plain(pair.high()),
                  text(amount(pair.high()))),
          input(pair.high()));
    }

    /** A steep price changes less over a smaller span; a jump does not. */
    private void jump(BigDecimal from, BigDecimal to, BigDecimal whole) {
      BigDecimal low = from;
      BigDecimal high = to;
      for (int i = 0; i < 10; i++) {
        BigDecimal middle = low.add(high).divide(BigDecimal.TWO);
        boolean first = difference(low, middle).compareTo(difference(middle, high)) >= 0;
        high = first ? middle : high;
        low = first ? low : middle;
      }
      if (difference(low, high).compareTo(whole.divide(BigDecimal.TWO)) > 0) {
        trial.note(
            Manifest.CONTINUOUS,
            "a quantity of %s costs %s, and one of %s costs %s: a jump, where a trifle more must cost a trifle more"
                .formatted(
                    Sample.plain(from), text(amount(from)), Sample.plain(to), text(amount(to))),
            input(to));
      }
    }

    private BigDecimal difference(BigDecimal one, BigDecimal other) {
      BigDecimal first = amount(one);
      BigDecimal second = amount(other);
      return first == null || second == null ? BigDecimal.ZERO : first.subtract(second).abs();
    }

    private static String text(@Nullable BigDecimal amount) {
      return amount == null ? "no price" : Sample.plain(amount);
    }
  }
}
