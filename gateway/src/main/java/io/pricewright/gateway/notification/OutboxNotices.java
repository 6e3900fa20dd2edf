package io.pricewright.gateway.notification;

import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.notification.Notification;
import io.pricewright.store.database.Tx;
import io.pricewright.store.outbox.Outbox;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Tells through the outbox, from which a node delivers; by the node's time, not an environment's.
 */
public final class OutboxNotices implements Notices {
  private final Outbox outbox;
  private final EnvironmentClock clock;

  /** Tells through this outbox. */
  public OutboxNotices(Outbox outbox, EnvironmentClock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Future<Void> tell(Tx tx, Notification notification, Instant at) {
    return outbox.add(tx, notification, clock.now());
  }

  @Override
  public Future<Void> tellAll(Tx tx, List<Notification> notifications, Instant at) {
    return outbox.addAll(tx, notifications, clock.now());
  }
}
