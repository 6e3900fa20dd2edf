package io.pricewright.rules.wallet;

import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says when what is charged was used. */
final class Shares {
  private Shares() {}

  /**
   * Splits a total over times. Parts that add up to it stay as they are; of others the positive
   * amounts are weights, and cumulative rounding makes the shares add up.
   *
   * @param total of either sign
   * @param parts amounts of usage and when it occurred
   * @param otherwise when it occurred if no part says
   */
  static List<Use.Part> of(BigDecimal total, List<Use.Part> parts, Instant otherwise) {
    if (sum(parts).compareTo(total) == 0) {
      return parts;
    }
    List<Use.Part> weights = parts.stream().filter(part -> part.amount().signum() > 0).toList();
    if (weights.isEmpty()) {
      return List.of(new Use.Part(otherwise, total));
    }
    BigDecimal all = sum(weights);
    List<Use.Part> shares = new ArrayList<>(weights.size());
    BigDecimal weight = BigDecimal.ZERO;
    BigDecimal given = BigDecimal.ZERO;
    for (Use.Part part : weights) {
      weight = weight.add(part.amount());
      BigDecimal until = total.multiply(weight).divide(all, Money.SCALE, RoundingMode.HALF_UP);
      shares.add(new Use.Part(part.at(), until.subtract(given)));
      given = until;
    }
    return shares;
  }

  private static BigDecimal sum(List<Use.Part> parts) {
    return Shelf.sum(parts.stream().map(Use.Part::amount).toList());
  }
}
