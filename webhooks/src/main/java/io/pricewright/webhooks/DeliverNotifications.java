package io.pricewright.webhooks;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.outbox.Notification;
import io.pricewright.store.outbox.Outbox;
import io.pricewright.store.outbox.Settlement;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due, scope by scope, a claim at a time, until it is undeployed. Any number of
 * nodes may run one. A receiver that answers 410 is left alone until the process starts again: its
 * notifications stay in the outbox.
 */
public final class DeliverNotifications extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(DeliverNotifications.class);
  private static final int SCOPES = 100;

  private final Outbox outbox;
  private final WebhookSettings settings;
  private final Resolver resolver;
  private final Clock clock;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Promise<Void> ended = Promise.promise();
  private volatile boolean stopping;
  private boolean gone;

  DeliverNotifications(Outbox outbox, WebhookSettings settings, Resolver resolver, Clock clock) {
    this.outbox = outbox;
    this.settings = settings;
    this.resolver = resolver;
    this.clock = clock;
  }

  /**
   * Deploys one on virtual threads.
   *
   * @return the deployment's id; undeploying waits for the attempts under way
   */
  public static Future<String> deploy(
      Vertx vertx, Outbox outbox, WebhookSettings settings, Clock clock) {
    return deploy(vertx, outbox, settings, Dns.of(vertx), clock);
  }

  static Future<String> deploy(
      Vertx vertx, Outbox outbox, WebhookSettings settings, Resolver resolver, Clock clock) {
    return vertx.deployVerticle(
        new DeliverNotifications(outbox, settings, resolver, clock),
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
  }

  @Override
  public Future<?> start() {
    context.runOnContext(ignored -> run());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    return ended.future().timeout(settings.timeout().toMillis() * 3, TimeUnit.MILLISECONDS);
  }

  private void run() {
    Sender sender = new Sender(vertx, settings, resolver, clock);
    try {
      while (!stopping && !gone) {
        if (!delivered(sender)) {
          Future.await(vertx.timer(settings.pollInterval().toMillis()));
        }
      }
    } finally {
      Future.await(sender.close());
      ended.complete();
    }
  }

  /** Returns whether anything was delivered or tried. */
  private boolean delivered(Sender sender) {
    try {
      boolean any = false;
      for (Scope scope : Future.await(outbox.dueScopes(clock.instant(), SCOPES))) {
        if (stopping || gone) {
          return any;
        }
        any |= deliver(scope, sender);
      }
      return any;
    } catch (RuntimeException e) {
      LOG.warn("The outbox cannot be read or settled; trying again after a pause", e);
      return false;
    }
  }

  private boolean deliver(Scope scope, Sender sender) {
    Duration lease = settings.timeout().multipliedBy(3).plusSeconds(30);
    List<Notification> claimed =
        Future.await(outbox.claim(scope, clock.instant(), lease, settings.concurrency()));
    if (claimed.isEmpty()) {
      return false;
    }
    List<Future<Attempt>> attempts = claimed.stream().map(sender::send).toList();
    Future.await(Future.join(attempts));
    List<Settlement> settlements = new ArrayList<>(claimed.size());
    for (int i = 0; i < claimed.size(); i++) {
      settlements.add(settlement(claimed.get(i), attempts.get(i).result()));
    }
    Future.await(outbox.settle(scope, settlements));
    return true;
  }

  private Settlement settlement(Notification notification, Attempt attempt) {
    return switch (attempt) {
      case Attempt.Accepted ignored -> new Settlement.Delivered(notification);
      case Attempt.Failed failed -> failed(notification, failed);
      case Attempt.Gone ignored -> gone(notification);
    };
  }

  private Settlement failed(Notification notification, Attempt.Failed failed) {
    Instant now = clock.instant();
    return settings
        .retries()
        .after(notification.attempt(), failed.pause(), random)
        .<Settlement>map(
            delay -> new Settlement.Retry(notification, now.plus(delay), failed.error()))
        .orElseGet(() -> exhausted(notification, failed.error()));
  }

  private static Settlement exhausted(Notification notification, String error) {
    LOG.error(
        "Notification {} ({}) is given up after {} attempts: {}. It stays in the outbox; set its"
            + " next_attempt_at and attempts to deliver it again",
        notification.id(),
        notification.type(),
        notification.attempt(),
        error);
    return new Settlement.Exhausted(notification, error);
  }

  private Settlement gone(Notification notification) {
    if (!gone) {
      LOG.error(
          "The webhook endpoint {} answered 410 Gone: delivery stops until the process starts"
              + " again. Notifications stay in the outbox; change the url, or remove it",
          settings.endpoint().host());
    }
    gone = true;
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
