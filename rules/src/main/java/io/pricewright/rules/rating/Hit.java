package io.pricewright.rules.rating;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.rules.usage.Contribution;
import java.util.List;

/**
 * An event that counts on a subscription line item.
 *
 * @param subscription whose
 * @param lineItem which
 * @param meter the meter that counted it
 * @param key the cell it falls into
 * @param period the cell's span
 * @param segments the cell's price versions, in order
 * @param event the event
 * @param contribution what it brings
 */
public record Hit(
    Subscription subscription,
    LineItem lineItem,
    Meter meter,
    CellKey key,
    Interval period,
    List<Segment> segments,
    Event event,
    Contribution contribution) {

  /** Returns the index of the segment in which the event occurred. */
  int segmentIndex() {
    for (int i = segments.size() - 1; i > 0; i--) {
      if (!contribution.at().isBefore(segments.get(i).span().from())) {
        return i;
      }
    }
    return 0;
  }
}
