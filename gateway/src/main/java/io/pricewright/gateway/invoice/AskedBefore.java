package io.pricewright.gateway.invoice;

import io.pricewright.rules.billing.Asked;
import io.pricewright.rules.billing.BilledItem;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.billing.DueKey;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.invoice.AskedSums;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What documents hold of a subscription, and which of its periods moved since.
 *
 * @param sums what was asked
 * @param touched keys of service periods, by line item
 */
record AskedBefore(AskedSums sums, Map<LineItemNo, List<Instant>> touched)
    implements DocumentLines.Before {
  @Override
  public Asked asked(DueKey key) {
    return sums.asked().getOrDefault(key, Asked.NOTHING);
  }

  @Override
  public Collection<Instant> touched(BilledItem item) {
    return touched.getOrDefault(item.no(), List.of());
  }

  /** Returns what was to be paid in money of a line item and period. */
  BigDecimal money(Use.Key key) {
    return sums.money().getOrDefault(key, BigDecimal.ZERO);
  }
}
