package io.pricewright.rules.reconciliation;

import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * Two figures that are the same but for what is explained.
 *
 * @param amount the one
 * @param against the other
 * @param explained why they differ
 */
public record Comparison(
    Compared compared, BigDecimal amount, BigDecimal against, List<Explained> explained) {
  public Comparison {
    explained = List.copyOf(explained);
  }

  /** Returns by how much the one is more than the other. */
  public BigDecimal difference() {
    return Money.plain(amount.subtract(against));
  }

  /** Returns what of the difference nothing explains; zero where the books are right. */
  public BigDecimal unexplained() {
    BigDecimal left = difference();
    for (Explained one : explained) {
      left = left.subtract(one.amount());
    }
    return Money.plain(left);
  }

  /** Returns whether nothing is left unexplained. */
  public boolean clean() {
    return unexplained().signum() == 0;
  }
}
