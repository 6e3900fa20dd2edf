package io.pricewright.rules.subscription;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import java.util.List;

/**
 * What rating needs of a customer, as of one version of the gate. Immutable.
 *
 * @param customerNo number of the customer, key of the gate
 * @param customerId {@code cust_...}
 * @param externalId the application's name of the customer now
 * @param version the gate's version this was read at
 * @param subscriptions all that are or were active
 */
public record CustomerBook(
    CustomerNo customerNo,
    CustomerId customerId,
    ExternalId externalId,
    long version,
    List<Subscription> subscriptions) {
  public CustomerBook {
    subscriptions = List.copyOf(subscriptions);
  }
}
