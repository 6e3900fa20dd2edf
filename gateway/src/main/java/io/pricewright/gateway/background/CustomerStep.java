package io.pricewright.gateway.background;

import java.time.Instant;
import java.util.Comparator;

/**
 * A step of what is due for a customer.
 *
 * @param at since when it is due
 * @param rank where it stands among others of the same instant
 */
public record CustomerStep(Instant at, Rank rank) implements Comparable<CustomerStep> {
  private static final Comparator<CustomerStep> ORDER =
      Comparator.comparing(CustomerStep::at).thenComparing(CustomerStep::rank);

  @Override
  public int compareTo(CustomerStep other) {
    return ORDER.compare(this, other);
  }
}
