package io.pricewright.sandbox;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Traffic that never happened: customers that send events of stated distributions, evenly over a
 * span. The same seed makes the same traffic.
 *
 * @param seed of all draws
 * @param customers how many, from 1
 * @param eventName what they send
 * @param perCustomer events of each customer
 * @param properties by name
 * @param span when
 */
public record Traffic(
    long seed,
    int customers,
    String eventName,
    Distribution perCustomer,
    Map<String, Distribution> properties,
    Interval span) {
  /** Most events of one customer; a heavy tail is cut there. */
  public static final int MAX_PER_CUSTOMER = 1_000_000;

  public Traffic {
    properties = new TreeMap<>(properties);
  }

  /** Returns the external id of a customer, from 0. */
  public String externalId(int customer) {
    return "traffic-" + (customer + 1);
  }

  /** Makes the events of one customer, one after the other. */
  public void of(int customer, CustomerNo customerNo, Consumer<PastEvent> sink) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + customer);
    int events =
        new BigDecimal(perCustomer.draw(random))
            .min(BigDecimal.valueOf(MAX_PER_CUSTOMER))
            .max(BigDecimal.ZERO)
            .intValue();
    long micros = ChronoUnit.MICROS.between(span.from(), span.to());
    for (int i = 0; i < events; i++) {
      Map<String, Json> fields = new LinkedHashMap<>();
      properties.forEach((name, spread) -> fields.put(name, Json.of(spread.draw(random))));
      String id = externalId(customer) + "-" + i;
      EventDraft draft =
          new EventDraft(
              id,
              eventName,
              externalId(customer),
              span.from().plus(random.nextLong(micros), ChronoUnit.MICROS),
              null,
              new Json.Obj(fields));
      sink.accept(new PastEvent(customerNo, Event.of(draft, new EventId(id), span.to()), Set.of()));
    }
  }
}
