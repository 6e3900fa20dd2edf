package io.pricewright.gateway;

import io.pricewright.gateway.notice.DueNotifications;
import io.pricewright.gateway.notice.Notices;
import io.pricewright.gateway.notice.OutboxCharges;
import io.pricewright.gateway.rating.ChargeNotices;
import io.pricewright.store.outbox.Outbox;
import io.pricewright.store.outbox.PgOutbox;
import io.pricewright.webhooks.DeliverNotifications;
import io.pricewright.webhooks.Secret;
import io.pricewright.webhooks.WebhookSettings;
import org.jspecify.annotations.Nullable;

/** What tells an endpoint of what happened; silent when there is none. */
final class NotificationParts implements AutoCloseable {
  final Notices notices;
  final ChargeNotices charges;
  private final @Nullable DeliverNotifications deliver;

  NotificationParts(Base base, Settings settings) {
    WebhookSettings endpoint = endpoint(settings);
    if (endpoint == null) {
      notices = Notices.SILENT;
      charges = ChargeNotices.SILENT;
      deliver = null;
      return;
    }
    Outbox outbox = new PgOutbox(base.database);
    notices = (tx, type, data, at) -> outbox.add(tx, type, data.text(), base.clock.now());
    charges = new OutboxCharges(notices);
    deliver = DeliverNotifications.to(base.vertx, outbox, endpoint, base.system);
    base.drive(new DueNotifications(deliver));
  }

  private static @Nullable WebhookSettings endpoint(Settings settings) {
    String url = settings.webhookUrl();
    String secret = settings.webhookSecret();
    if (url == null) {
      return null;
    }
    if (secret == null) {
      throw new Server.StartException(
          "PRICEWRIGHT_WEBHOOK_URL needs PRICEWRIGHT_WEBHOOK_SECRET: whsec_ and 24 to 64 bytes in"
              + " base64.");
    }
    return WebhookSettings.of(url, Secret.parse(secret), settings.development());
  }

  @Override
  public void close() {
    if (deliver != null) {
      Server.await(deliver.close());
    }
  }
}
