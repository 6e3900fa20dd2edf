package io.pricewright.rules.gate;

import io.pricewright.rules.money.Money;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of one evaluation alone. */
final class PointLaws {
  private final Manifest manifest;

  /** A check that an evaluation fails. */
  record Broken(String check, String detail) {}

  PointLaws(Manifest manifest) {
    this.manifest = manifest;
  }

  /** Returns what is wrong with the price of a quantity; zero must cost nothing if said so. */
  List<Broken> broken(BigDecimal quantity, ScriptOutcome outcome, boolean zeroIsNothing) {
    List<Broken> broken = new ArrayList<>();
    switch (outcome) {
      case ScriptOutcome.Failed failed -> failed(quantity, failed, broken);
      case ScriptOutcome.Priced priced -> {
        always(quantity, priced, broken);
        if (quantity.signum() >= 0) {
          stated(quantity, priced.amount(), zeroIsNothing, broken);
        }
      }
    }
    return broken;
  }

  private static void failed(
      BigDecimal quantity, ScriptOutcome.Failed failed, List<Broken> broken) {
    String q = Sample.plain(quantity);
    switch (failed.reason()) {
      case "script_timeout" ->
          broken.add(
              new Broken(
                  "steps", "a quantity of %s takes too long: %s".formatted(q, failed.detail())));
      case "amount_out_of_range" ->
          broken.add(new Broken("range", "a quantity of %s: %s".formatted(q, failed.detail())));
      default -> {
        if (quantity.signum() >= 0 || failed.reason().equals("script_result")) {
          broken.add(
              new Broken(
                  "priced", "a quantity of %s has no price: %s".formatted(q, failed.detail())));
        }
      }
    }
  }

  private static void always(
      BigDecimal quantity, ScriptOutcome.Priced priced, List<Broken> broken) {
    if (priced.amount().abs().compareTo(Money.LIMIT) >= 0) {
      broken.add(
          new Broken(
              "range",
              "a quantity of %s costs %s; amounts stay below 10^20. If usage is never so large, say so in the manifest: \"max_quantity\""
                  .formatted(Sample.plain(quantity), Sample.plain(priced.amount()))));
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (ScriptLine line : priced.lines()) {
      sum = sum.add(line.amount());
      String wrong = product(line);
      if (wrong != null) {
        broken.add(
            new Broken("lines", "a quantity of %s: %s".formatted(Sample.plain(quantity), wrong)));
      }
    }
    if (sum.compareTo(priced.amount()) != 0) {
      broken.add(
          new Broken(
              "lines",
              "a quantity of %s: the lines add up to %s, the amount is %s"
                  .formatted(
                      Sample.plain(quantity), Sample.plain(sum), Sample.plain(priced.amount()))));
    }
  }

  private static @Nullable String product(ScriptLine line) {
    BigDecimal quantity = line.quantity();
    BigDecimal unit = line.unitPrice();
    if (quantity == null || unit == null) {
      return null;
    }
    BigDecimal product = quantity.multiply(unit);
    if (Money.round12(product).compareTo(Money.round12(line.amount())) == 0) {
      return null;
    }
    return "the line '%s' says %s x %s, which is %s, and its amount is %s: leave quantity or unit_price out, or make them fit"
        .formatted(
            line.label(),
            Sample.plain(quantity),
            Sample.plain(unit),
            Sample.plain(product),
            Sample.plain(line.amount()));
  }

  private void stated(
      BigDecimal quantity, BigDecimal amount, boolean zeroIsNothing, List<Broken> broken) {
    String q = Sample.plain(quantity);
    String a = Sample.plain(amount);
    if (manifest.states(Manifest.NON_NEGATIVE) && amount.signum() < 0) {
      broken.add(
          new Broken(
              Manifest.NON_NEGATIVE,
              "a quantity of %s costs %s, which is below zero".formatted(q, a)));
    }
    boolean nothing = zeroIsNothing && quantity.signum() == 0;
    if (nothing && manifest.states(Manifest.ZERO_AT_ZERO) && amount.signum() != 0) {
      broken.add(new Broken(Manifest.ZERO_AT_ZERO, "nothing used costs %s".formatted(a)));
    }
    List<BigDecimal> bounds = manifest.unitPriceBounds();
    if (!bounds.isEmpty()
        && quantity.signum() > 0
        && (amount.compareTo(bounds.get(0).multiply(quantity)) < 0
            || amount.compareTo(bounds.get(1).multiply(quantity)) > 0)) {
      broken.add(
          new Broken(
              Manifest.UNIT_PRICE_BETWEEN,
              "a quantity of %s costs %s: one unit costs less than %s or more than %s"
                  .formatted(q, a, Sample.plain(bounds.get(0)), Sample.plain(bounds.get(1)))));
    }
  }
}
