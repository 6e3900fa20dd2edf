package io.pricewright.gateway;

import io.pricewright.gateway.notification.DueNotifications;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.notification.OutboxCharges;
import io.pricewright.gateway.notification.OutboxNotices;
import io.pricewright.gateway.notification.ParkedEvents;
import io.pricewright.gateway.rating.ChargeNotices;
import io.pricewright.store.outbox.Outbox;
import io.pricewright.store.outbox.PgOutbox;
import io.pricewright.webhooks.DeliverNotifications;
import io.pricewright.webhooks.WebhookSettings;
import org.jspecify.annotations.Nullable;

/** What tells an endpoint of what happened; silent when there is none. */
final class NotificationParts implements AutoCloseable {
  final Notices notices;
  final ChargeNotices charges;
  final ParkedEvents parked;
  private final @Nullable DeliverNotifications deliver;

  NotificationParts(Base base, Settings settings) {
    WebhookSettings endpoint = settings.webhooks().endpoint();
    if (endpoint == null) {
      notices = Notices.SILENT;
      charges = ChargeNotices.SILENT;
      parked = new ParkedEvents(notices);
      deliver = null;
      return;
    }
    Outbox outbox = new PgOutbox(base.database);
    notices = new OutboxNotices(outbox, base.clock);
    charges = new OutboxCharges(notices);
    parked = new ParkedEvents(notices);
    deliver = DeliverNotifications.to(base.vertx, outbox, endpoint, base.system);
    base.drive(new DueNotifications(deliver));
  }

  @Override
  public void close() {
    if (deliver != null) {
      Server.await(deliver.close());
    }
  }
}
