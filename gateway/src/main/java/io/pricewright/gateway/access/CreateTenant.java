package io.pricewright.gateway.access;

import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.tenancy.EnvironmentType;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.access.Tenants;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Creates a tenant with its first environment and a key that may do everything. */
public final class CreateTenant {
  private final Database database;
  private final EnvironmentClock clock;
  private final Ids ids;
  private final EnvironmentSeed seed;
  private final IssueKey keys;

  /** What a new environment begins with; runs in the transaction that makes it. */
  @FunctionalInterface
  public interface EnvironmentSeed {
    /** Adds it. */
    Future<Void> plant(Tx tx, Instant now);
  }

  /**
   * A new tenant.
   *
   * @param scope numbers of tenant and environment
   * @param tenantId {@code tenant_...}
   * @param environmentId {@code env_...}
   * @param apiKey the key, shown this once
   */
  public record Created(
      Scope scope, TenantId tenantId, EnvironmentId environmentId, String apiKey) {}

  /** Creates in a database; each environment begins with what the seed plants. */
  public CreateTenant(Database database, EnvironmentClock clock, Ids ids, EnvironmentSeed seed) {
    this.database = database;
    this.clock = clock;
    this.ids = ids;
    this.seed = seed;
    keys = new IssueKey(ids);
  }

  /**
   * Creates a tenant.
   *
   * @param type {@code production} or {@code development}
   */
  public Future<Created> create(String name, String type) {
    Instant now = clock.now();
    TenantId tenantId = new TenantId(ids.next("tenant", now));
    return database
        .unscoped(tx -> Tenants.add(tx, tenantId, name, now))
        .compose(scope -> furnish(scope, tenantId, type, now));
  }

  /** Creates a tenant unless there is one; then the answer is empty. */
  public Future<Optional<Created>> createFirst(String name, String type) {
    Instant now = clock.now();
    TenantId tenantId = new TenantId(ids.next("tenant", now));
    return database
        .unscoped(tx -> Tenants.addFirst(tx, tenantId, name, now))
        .compose(
            scope ->
                scope.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : furnish(scope.get(), tenantId, type, now).map(Optional::of));
  }

  private Future<Created> furnish(Scope scope, TenantId tenantId, String named, Instant now) {
    EnvironmentId environmentId = new EnvironmentId(ids.next("env", now));
    EnvironmentType type = Coded.of(EnvironmentType.class, named);
    IssueKey.Issued issued = keys.issue(scope, type, "first key", now);
    return database
        .inScope(
            scope,
            tx ->
                Tenants.addEnvironment(tx, environmentId, type, now)
                    .compose(added -> issued.add(tx))
                    .compose(added -> seed.plant(tx, now)))
        .map(done -> new Created(scope, tenantId, environmentId, issued.text()));
  }
}
