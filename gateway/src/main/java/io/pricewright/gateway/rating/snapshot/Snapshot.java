package io.pricewright.gateway.rating.snapshot;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.gate.Gate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rating stands on: prices, customers and their subscriptions, as of one transaction.
 *
 * @param catalogue as of the epoch
 * @param customers number of each known external id
 * @param gates those taken, by customer number; none when it was only looked at
 * @param books by customer number
 */
public record Snapshot(
    Catalogue catalogue,
    Map<ExternalId, CustomerNo> customers,
    Map<CustomerNo, Gate> gates,
    Map<CustomerNo, CustomerBook> books) {
  /** Returns a customer's book, or null for nobody's. */
  public @Nullable CustomerBook book(@Nullable CustomerNo customerNo) {
    return customerNo == null ? null : books.get(customerNo);
  }
}
