package io.pricewright.sandbox;

/**
 * What one simulation may use. Beyond any of the first four it is refused whole: half a report
 * would look like a cheap price.
 *
 * @param events most events read
 * @param customers most customers
 * @param states most usage states (a cell and day) that are held at once
 * @param distinctValues most distinct values that COUNT_UNIQUE remembers at once
 * @param listedErrors most errors told one by one; all are counted
 * @param listedCells most cells told one by one; all are in the sums
 * @param timeouts script calls that may time out on a variant before its other prices fail untried
 */
public record SimulationLimits(
    long events,
    int customers,
    int states,
    int distinctValues,
    int listedErrors,
    int listedCells,
    int timeouts) {
  /** Returns 100 million events, 100,000 customers, a million states, two million values. */
  public static SimulationLimits defaults() {
    return new SimulationLimits(100_000_000, 100_000, 1_000_000, 2_000_000, 100, 10_000, 3);
  }
}
