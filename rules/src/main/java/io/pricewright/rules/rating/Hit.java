package io.pricewright.rules.rating;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.usage.Contribution;

/**
 * An event that counts on a subscription line item.
 *
 * @param cell the cell it falls into
 * @param event the event
 * @param contribution what it brings
 */
public record Hit(CellModel cell, Event event, Contribution contribution) {
  /** Returns the key of the cell. */
  public CellKey key() {
    return cell.key();
  }

  /** Returns the segment in which the event occurred. */
  Segment segment() {
    return cell.segments().get(segmentIndex());
  }

  /** Returns the index of the segment in which the event occurred. */
  int segmentIndex() {
    return cell.segmentAt(contribution.at());
  }
}
