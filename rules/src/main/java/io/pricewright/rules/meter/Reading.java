package io.pricewright.rules.meter;

import io.pricewright.rules.event.EventKey;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a meter makes of one event. */
public sealed interface Reading {
  /**
   * A quantity.
   *
   * @param quantity value, 1 for COUNT and COUNT_UNIQUE
   * @param unique hash of the distinct value, for COUNT_UNIQUE only
   */
  record Counted(BigDecimal quantity, @Nullable EventKey unique) implements Reading {}

  /**
   * Nothing, and why.
   *
   * @param reason stable code
   * @param detail for people
   */
  record NotCounted(String reason, String detail) implements Reading {}
}
