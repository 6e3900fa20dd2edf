package io.pricewright.gateway.cli.catalogue;

import io.pricewright.rules.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change does to those who pay.
 *
 * @param subscriptions how many active ones it touches
 * @param customers external ids of some of them
 * @param money what their open periods cost, before and after; null when that is not computed
 * @param note what else there is to know; empty for nothing
 */
record Touch(long subscriptions, List<String> customers, @Nullable Compared money, String note) {
  /**
   * The open periods' usage by the live price and by the wanted one.
   *
   * @param more customers who pay more
   * @param less customers who pay less
   * @param movers those who move most
   */
  record Compared(Money before, Money after, long more, long less, List<Mover> movers) {
    Money difference() {
      return after.minus(before);
    }
  }

  /** A customer, and what its open periods cost. */
  record Mover(String customer, String before, String after, String difference) {}

  Touch noting(String other) {
    return new Touch(subscriptions, customers, money, other);
  }
}
