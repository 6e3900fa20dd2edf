package io.pricewright.sandbox;

import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.rating.CellHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A customer whose amount moves much, and why.
 *
 * @param customer the customer
 * @param difference candidate minus baseline
 * @param reasons both explanations of its cells, the greatest difference first; at most {@value
 *     #MOST_REASONS}
 */
public record Mover(CustomerAmounts customer, BigDecimal difference, List<Reason> reasons) {
  /** Most cells that are explained. */
  public static final int MOST_REASONS = 3;

  /**
   * Both explanations of one cell, side by side.
   *
   * @param lineageId its price
   * @param periodStart start of its period
   * @param baseline how the live versions make its amount
   * @param candidate how the candidate does
   */
  public record Reason(
      LineageId lineageId,
      Instant periodStart,
      List<CellHistory.Part> baseline,
      List<CellHistory.Part> candidate) {
    public Reason {
      baseline = List.copyOf(baseline);
      candidate = List.copyOf(candidate);
    }
  }

  public Mover {
    reasons = List.copyOf(reasons);
  }
}
