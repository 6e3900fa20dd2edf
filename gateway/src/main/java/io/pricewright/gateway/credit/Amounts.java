package io.pricewright.gateway.credit;

import java.math.BigDecimal;

/** Bounds of amounts. */
final class Amounts {
  /** Credits and amounts of one movement are below this. */
  static final BigDecimal MOST = BigDecimal.TEN.pow(15);

  private Amounts() {}
}
