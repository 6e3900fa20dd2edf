package io.pricewright.webhooks;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.outbox.ClaimedNotification;
import io.pricewright.store.outbox.Outbox;
import io.pricewright.store.outbox.Settlement;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers claims of notifications; whoever drives it finds where some are due, and any number of
 * nodes may. A receiver that answers 410 is left alone until the process starts again: its
 * notifications stay in the outbox. Thread-safe.
 */
public final class DeliverNotifications {
  private static final Logger LOG = LoggerFactory.getLogger(DeliverNotifications.class);

  private final Outbox outbox;
  private final WebhookSettings settings;
  private final Clock clock;
  private final Sender sender;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final AtomicBoolean gone = new AtomicBoolean();

  DeliverNotifications(
      Vertx vertx, Outbox outbox, WebhookSettings settings, Resolver resolver, Clock clock) {
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
    this.sender = new Sender(vertx, settings, resolver, clock);
  }

  /** Delivers what an outbox holds to one endpoint, whose name the system resolves. */
  public static DeliverNotifications to(
      Vertx vertx, Outbox outbox, WebhookSettings settings, Clock clock) {
    return new DeliverNotifications(vertx, outbox, settings, Dns.of(vertx), clock);
  }

  /** Returns how long to wait when nothing is due. */
  public Duration pollInterval() {
    return settings.pollInterval();
  }

  /** Returns how long the delivery of a claim takes at most. */
  public Duration longest() {
    return settings.timeout().multipliedBy(3);
  }

  /** Finds where something is due, at most so many; nothing once the receiver is gone. */
  public Future<List<DueScope>> dueScopes(int most) {
    return gone.get() ? Future.succeededFuture(List.of()) : outbox.dueScopes(clock.instant(), most);
  }

  /** Claims due notifications of a scope, for one delivery. */
  public Future<List<ClaimedNotification>> claim(Scope scope) {
    return gone.get()
        ? Future.succeededFuture(List.of())
        : outbox.claim(scope, clock.instant(), longest().plusSeconds(30), settings.concurrency());
  }

  /** Delivers a claim, all of it at once, and settles each notification with what became of it. */
  public Future<Void> deliver(Scope scope, List<ClaimedNotification> claimed) {
    List<Future<Attempt>> attempts = claimed.stream().map(sender::send).toList();
    return Future.join(attempts)
        .compose(
            done -> {
              List<Settlement> settlements = new ArrayList<>(claimed.size());
              for (int i = 0; i < claimed.size(); i++) {
                settlements.add(settlement(claimed.get(i), attempts.get(i).result()));
              }
              return outbox.settle(scope, settlements);
            })
        .mapEmpty();
  }

  /** Gives a claim back untried: its attempts do not count, and it is due at once. */
  public Future<Void> release(Scope scope, List<ClaimedNotification> claimed) {
    Instant now = clock.instant();
    return outbox
        .settle(
            scope,
            claimed.stream().<Settlement>map(one -> new Settlement.Released(one, now)).toList())
        .mapEmpty();
  }

  /** Closes the connections to the receiver. */
  public Future<Void> close() {
    return sender.close();
  }

  private Settlement settlement(ClaimedNotification notification, Attempt attempt) {
    return switch (attempt) {
      case Attempt.Accepted ignored -> new Settlement.Delivered(notification);
      case Attempt.Failed failed -> failed(notification, failed);
      case Attempt.Gone ignored -> gone(notification);
    };
  }

  private Settlement failed(ClaimedNotification notification, Attempt.Failed failed) {
    Instant now = clock.instant();
    return settings
        .retries()
        .after(notification.attempt(), failed.pause(), random)
        .<Settlement>map(
            delay -> new Settlement.Retry(notification, now.plus(delay), failed.error()))
        .orElseGet(() -> exhausted(notification, failed.error()));
  }

  private static Settlement exhausted(ClaimedNotification notification, String error) {
    LOG.error(
        "Notification {} ({}) is given up after {} attempts: {}. It stays in the outbox; set its"
            + " next_attempt_at and attempts to deliver it again",
        notification.id(),
        notification.type().code(),
        notification.attempt(),
        error);
    return new Settlement.Exhausted(notification, error);
  }

  private Settlement gone(ClaimedNotification notification) {
    if (!gone.getAndSet(true)) {
      LOG.error(
          "The webhook endpoint {} answered 410 Gone: delivery stops until the process starts"
              + " again. Notifications stay in the outbox; change the url, or remove it",
          settings.endpoint().host());
    }
    return new Settlement.Released(notification, clock.instant());
  }

  /** The system's resolver, off the event loop. */
  private static final class Dns {
    private Dns() {}

    static Resolver of(Vertx vertx) {
      return host ->
          vertx.executeBlocking(() -> List.<InetAddress>of(InetAddress.getAllByName(host)), false);
    }
  }
}
