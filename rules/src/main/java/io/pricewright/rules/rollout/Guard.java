package io.pricewright.rules.rollout;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The guard rails of a rollout. They compare the candidate with the baseline on the same usage,
 * never with another time.
 *
 * @param maxChangePercent most that one customer's amount may move, up or down; null: any
 * @param maxTotalPercent most that the sum of all affected may move; null: any
 * @param maxCustomersBeyond how many customers may move further than {@code maxChangePercent}
 * @param maxErrors how much usage the candidate may leave without a price that the baseline prices
 * @param maxSteps most steps that 99 of 100 evaluations may take; null: any
 */
public record Guard(
    @Nullable BigDecimal maxChangePercent,
    @Nullable BigDecimal maxTotalPercent,
    int maxCustomersBeyond,
    int maxErrors,
    @Nullable Long maxSteps) {
  /** Lets any candidate pass that prices what the baseline prices. */
  public static final Guard NONE = new Guard(null, null, 0, 0, null);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** What one customer's usage costs by both prices. */
  public record Moved(String customer, BigDecimal baseline, BigDecimal candidate) {
    /** Returns the candidate's amount minus the baseline's: above zero where it asks more. */
    public BigDecimal difference() {
      return Money.plain(candidate.subtract(baseline));
    }

    BigDecimal percent() {
      BigDecimal difference = difference();
      if (difference.signum() == 0) {
        return BigDecimal.ZERO;
      }
      // From nothing to something is beyond every bound.
      return baseline.signum() == 0
          ? BigDecimal.TEN.pow(12)
          : difference.abs().multiply(HUNDRED).divide(baseline.abs(), MathContext.DECIMAL64);
    }
  }

  /** Returns why a rollout has to end, or empty when it may go on. */
  public Optional<String> breach(List<Moved> moved, long newErrors, long steps) {
    BigDecimal bound = maxChangePercent;
    if (bound != null) {
      List<Moved> beyond = moved.stream().filter(m -> m.percent().compareTo(bound) > 0).toList();
      if (beyond.size() > maxCustomersBeyond) {
        Moved first = beyond.getFirst();
        return Optional.of(
            "%d customers move by more than %s %%; %s from %s to %s"
                .formatted(
                    beyond.size(),
                    bound.toPlainString(),
                    first.customer(),
                    first.baseline().toPlainString(),
                    first.candidate().toPlainString()));
      }
    }
    Moved all =
        new Moved(
            "all",
            moved.stream().map(Moved::baseline).reduce(BigDecimal.ZERO, BigDecimal::add),
            moved.stream().map(Moved::candidate).reduce(BigDecimal.ZERO, BigDecimal::add));
    if (maxTotalPercent != null && all.percent().compareTo(maxTotalPercent) > 0) {
      return Optional.of(
          "the sum moves by more than %s %%, from %s to %s"
              .formatted(
                  maxTotalPercent.toPlainString(),
                  all.baseline().toPlainString(),
                  all.candidate().toPlainString()));
    }
    if (newErrors > maxErrors) {
      return Optional.of(
          "%d times there is no price, %d are allowed".formatted(newErrors, maxErrors));
    }
    Long most = maxSteps;
    return most != null && steps > most
        ? Optional.of("99 of 100 evaluations take %d steps, %d are allowed".formatted(steps, most))
        : Optional.empty();
  }

  /** Returns the guard as JSON. */
  public Json.Obj toJson() {
    return Json.Obj.EMPTY
        .with("max_change_percent", text(maxChangePercent))
        .with("max_total_percent", text(maxTotalPercent))
        .with("max_customers_beyond", Json.of(maxCustomersBeyond))
        .with("max_errors", Json.of(maxErrors))
        .with("max_steps", maxSteps == null ? Json.nothing() : Json.of(maxSteps));
  }

  private static Json text(@Nullable BigDecimal number) {
    return Json.of(number == null ? null : number.toPlainString());
  }

  /** Reads {@link #toJson}. */
  public static Guard fromJson(Json.Obj json) {
    return new Guard(
        number(json, "max_change_percent"),
        number(json, "max_total_percent"),
        whole(json, "max_customers_beyond"),
        whole(json, "max_errors"),
        json.get("max_steps") instanceof Json.Num steps ? steps.value().longValueExact() : null);
  }

  private static @Nullable BigDecimal number(Json.Obj json, String name) {
    String text = json.string(name);
    return text == null ? null : new BigDecimal(text);
  }

  private static int whole(Json.Obj json, String name) {
    return json.get(name) instanceof Json.Num number ? number.value().intValueExact() : 0;
  }
}
