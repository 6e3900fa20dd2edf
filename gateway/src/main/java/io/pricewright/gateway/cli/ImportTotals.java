package io.pricewright.gateway.cli;

/**
 * What became of a file's rows so far; each row counts once.
 *
 * @param accepted stored by this import and priced
 * @param duplicate stored before
 * @param parked stored, but no price could be made for them yet
 * @param unmatched stored, but no meter or subscription counts them
 * @param conflict refused, because their id is taken by another event
 * @param failed sent in requests the server never confirmed
 */
record ImportTotals(
    long accepted, long duplicate, long parked, long unmatched, long conflict, long failed) {
  static final ImportTotals NONE = new ImportTotals(0, 0, 0, 0, 0, 0);

  ImportTotals plus(ImportTotals other) {
    return new ImportTotals(
        accepted + other.accepted,
        duplicate + other.duplicate,
        parked + other.parked,
        unmatched + other.unmatched,
        conflict + other.conflict,
        failed + other.failed);
  }

  /** Returns whether every row sent is stored. */
  boolean complete() {
    return conflict == 0 && failed == 0;
  }

  /** Returns the line shown to the person. */
  String toText() {
    return "%,d accepted, %,d parked, %,d unmatched, %,d duplicate, %,d conflict, %,d failed"
        .formatted(accepted, parked, unmatched, duplicate, conflict, failed);
  }
}
