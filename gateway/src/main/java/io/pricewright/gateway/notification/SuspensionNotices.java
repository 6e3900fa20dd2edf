package io.pricewright.gateway.notification;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.notification.Notification.ScriptSuspended;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications {@code script.suspended}: which version, why, and since when. One of each node that
 * suspends the version. In a transaction of its own, because that in which the script was stopped
 * may roll back.
 */
public final class SuspensionNotices {
  private static final Logger LOG = LoggerFactory.getLogger(SuspensionNotices.class);

  private final Database database;
  private final Snapshots snapshots;
  private final Notices notices;
  private final EnvironmentClock clock;

  /** Tells with these parts. */
  public SuspensionNotices(
      Database database, Snapshots snapshots, Notices notices, EnvironmentClock clock) {
    this.database = database;
    this.snapshots = snapshots;
    this.notices = notices;
    this.clock = clock;
  }

  /** Tells the tenant of a version. Returns at once, on any thread. */
  public void tell(ScriptVersion version, String reason) {
    snapshots.scopeOf(version.id()).ifPresent(scope -> tell(scope, version, reason));
  }

  private void tell(Scope scope, ScriptVersion version, String reason) {
    Instant now = clock.now(scope);
    ScriptSuspended suspended =
        new ScriptSuspended(version.id(), version.name(), version.number(), reason, now);
    Retry.transientFaults(() -> database.inScope(scope, tx -> notices.tell(tx, suspended, now)))
        .onFailure(
            e ->
                LOG.warn(
                    "nobody was told that {} is suspended: {}", version.label(), e.toString()));
  }
}
