package io.pricewright.gateway.background;

import io.pricewright.gateway.metrics.Metrics;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.retention.Outlived;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows that have outlived their term. A claim is an environment, a step removes some of each table;
 * two nodes at it at once remove each row once.
 */
public final class DueRetention implements DueWork<Scope> {
  private static final Pace PACE =
      new Pace(Duration.ofMinutes(1), 1, 1, Duration.ofSeconds(100), Duration.ofSeconds(5));

  private final Database database;
  private final EnvironmentClock clock;
  private final Metrics metrics;

  /** Removes rows of a database. */
  public DueRetention(Database database, EnvironmentClock clock, Metrics metrics) {
    this.database = database;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public List<Due> scopes(Instant at, int most) {
    return Outlived.scopes(database, at, most).await().stream()
        .map(found -> Due.of(found, at))
        .toList();
  }

  @Override
  public List<Claim<Scope>> claim(Scope scope, int most) {
    return List.of(new Claim<>(scope, name(), 0, scope));
  }

  @Override
  public Optional<Claim<Scope>> step(Claim<Scope> claim) {
    Instant now = clock.now(claim.scope());
    boolean more = false;
    for (Outlived rows : Outlived.values()) {
      int removed = database.inScope(claim.scope(), tx -> rows.remove(tx, now)).await();
      metrics.removed(rows.table(), removed);
      more |= removed == Outlived.MOST;
    }
    return more ? Optional.of(claim) : Optional.empty();
  }

  /** Failures are remembered by the node. */
  @Override
  public boolean failed(Claim<Scope> claim, Throwable fault, Duration pause) {
    return false;
  }
}
