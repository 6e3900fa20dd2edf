package io.pricewright.sandbox;

/**
 * What one simulation may use. Beyond any of them it is refused whole: half a report would look
 * like a cheap price.
 *
 * @param events most events read
 * @param customers most customers
 * @param cells most cells of one customer
 * @param distinctValues most distinct values of one customer that COUNT_UNIQUE remembers
 * @param listedErrors most errors told one by one; all are counted
 * @param timeouts script calls that may time out on a side before its other prices fail untried
 */
public record SimulationLimits(
    long events, int customers, int cells, int distinctValues, int listedErrors, int timeouts) {
  /** Returns 2 million events, 10,000 customers, 10,000 cells, 500,000 values. */
  public static SimulationLimits defaults() {
    return new SimulationLimits(2_000_000, 10_000, 10_000, 500_000, 100, 3);
  }
}
