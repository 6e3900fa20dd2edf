package io.pricewright.sandbox;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.rating.CellFold;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Segment;
import java.util.List;

/** One cell, folded by both prices. */
record CellPair(CellModel model, CellFold baseline, CellFold candidate) {
  static CellPair of(CellModel live, PriceVersion candidate) {
    return new CellPair(live, new CellFold(live), new CellFold(tried(live, candidate)));
  }

  /**
   * The candidate holds the whole period, as after a reprice. A line item that pins its version
   * keeps it, as it does when a version is made.
   */
  private static CellModel tried(CellModel live, PriceVersion candidate) {
    if (live.lineItem().pinnedPriceId() != null) {
      return live;
    }
    return new CellModel(
        live.subscription(),
        live.lineItem(),
        live.meter(),
        live.key(),
        live.period(),
        List.of(new Segment(live.period(), candidate)));
  }

  CellFold fold(Side side) {
    return switch (side) {
      case BASELINE -> baseline;
      case CANDIDATE -> candidate;
    };
  }

  int distinctValues() {
    return baseline.distinctValues();
  }
}
