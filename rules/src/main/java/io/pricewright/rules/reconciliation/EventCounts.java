package io.pricewright.rules.reconciliation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How many events a customer sent, by what became of them.
 *
 * @param received all
 * @param rated priced, and counted
 * @param parked wait for a price
 * @param unmatched nothing prices them
 * @param voided were taken back
 */
public record EventCounts(long received, long rated, long parked, long unmatched, long voided) {
  /** None. */
  public static final EventCounts NONE = new EventCounts(0, 0, 0, 0, 0);

  /** Returns how those that were received are held against those that are priced. */
  public Comparison comparison() {
    List<Explained> explained = new ArrayList<>();
    add(explained, Reason.PARKED, parked);
    add(explained, Reason.UNMATCHED, unmatched);
    add(explained, Reason.ADJUSTED, voided);
    return new Comparison(
        Compared.EVENTS, BigDecimal.valueOf(received), BigDecimal.valueOf(rated), explained);
  }

  private static void add(List<Explained> explained, Reason reason, long count) {
    if (count > 0) {
      explained.add(new Explained(reason, BigDecimal.valueOf(count), count));
    }
  }
}
