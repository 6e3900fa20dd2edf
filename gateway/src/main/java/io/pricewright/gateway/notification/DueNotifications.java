package io.pricewright.gateway.notification;

import io.pricewright.gateway.background.Claim;
import io.pricewright.gateway.background.Due;
import io.pricewright.gateway.background.DueWork;
import io.pricewright.gateway.background.Pace;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.outbox.ClaimedNotification;
import io.pricewright.webhooks.DeliverNotifications;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Notifications that are to be delivered. A claim is a group that is posted together; one
 * environment's at a time, as all of them go to the same receiver, whose bound of attempts at once
 * a group uses up. What a receiver refuses is settled with the time of its next attempt; a step
 * fails only when the outbox cannot be written, and then its lease runs out.
 */
public final class DueNotifications implements DueWork<List<ClaimedNotification>> {
  private final DeliverNotifications deliver;
  private final Pace pace;

  /** Drives deliveries. */
  public DueNotifications(DeliverNotifications deliver) {
    this.deliver = deliver;
    this.pace = new Pace(deliver.pollInterval(), 1, 1, Duration.ofSeconds(30), deliver.longest());
  }

  @Override
  public String name() {
    return "notifications";
  }

  @Override
  public Pace pace() {
    return pace;
  }

  @Override
  public List<Due> scopes(Instant at, int most) {
    return deliver.dueScopes(most).await().stream().map(found -> Due.of(found, at)).toList();
  }

  @Override
  public List<Claim<List<ClaimedNotification>>> claim(Scope scope, int most) {
    List<ClaimedNotification> group = deliver.claim(scope).await();
    return group.isEmpty()
        ? List.of()
        : List.of(new Claim<>(scope, group.getFirst().id(), 0, group));
  }

  @Override
  public Optional<Claim<List<ClaimedNotification>>> step(Claim<List<ClaimedNotification>> claim) {
    deliver.deliver(claim.scope(), claim.what()).await();
    return Optional.empty();
  }

  @Override
  public void release(Claim<List<ClaimedNotification>> claim) {
    deliver.release(claim.scope(), claim.what()).await();
  }

  /** The lease keeps others from it for longer than any pause. */
  @Override
  public boolean failed(Claim<List<ClaimedNotification>> claim, Throwable fault, Duration pause) {
    return true;
  }
}
