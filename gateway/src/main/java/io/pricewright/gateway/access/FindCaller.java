package io.pricewright.gateway.access;

import io.pricewright.gateway.http.Authenticator;
import io.pricewright.gateway.http.Caller;
import io.pricewright.store.access.ApiKey;
import io.pricewright.store.access.ApiKeys;
import io.pricewright.store.access.Tenants;
import io.pricewright.store.database.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the caller of a key: by the hash of the whole key, in a cache of at most 10,000 entries
 * that live 5 s, then in the table. A revoked key thus works on other nodes for at most 5 s.
 * Thread-safe.
 */
public final class FindCaller implements Authenticator {
  static final int MAX_ENTRIES = 10_000;
  static final Duration LIFE = Duration.ofSeconds(5);

  private final Database database;
  private final InstantSource clock;
  private final Map<String, Known> cache =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  private record Known(Caller caller, ApiKey key, Instant readAt) {}

  /** Looks keys up in a database. The clock is the system's, whatever the environment's time. */
  public FindCaller(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Future<Optional<Caller>> find(String key) {
    byte[] hash = KeyText.hash(key);
    String cached = java.util.HexFormat.of().formatHex(hash);
    Instant now = clock.instant();
    Optional<Caller> known = cached(cached, now);
    if (known.isPresent() || !KeyText.wellFormed(key)) {
      return Future.succeededFuture(known);
    }
    return database
        .unscoped(tx -> ApiKeys.find(tx, hash))
        .compose(found -> named(found.filter(row -> row.validAt(now)), cached, now));
  }

  private Future<Optional<Caller>> named(Optional<ApiKey> found, String cached, Instant now) {
    if (found.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    ApiKey key = found.get();
    return database
        .inScope(key.scope(), Tenants::find)
        .map(
            names ->
                names.map(
                    name ->
                        keep(
                            cached,
                            new Known(
                                new Caller(
                                    key.id(),
                                    key.scope(),
                                    name.tenantId(),
                                    name.environmentId(),
                                    name.type().equals("production"),
                                    key.scopes()),
                                key,
                                now))));
  }

  private synchronized Optional<Caller> cached(String hash, Instant now) {
    Known entry = cache.get(hash);
    boolean usable =
        entry != null
            && now.isBefore(entry.readAt().plus(LIFE))
            && !now.isBefore(entry.readAt())
            && entry.key().validAt(now);
    return usable && entry != null ? Optional.of(entry.caller()) : Optional.empty();
  }

  private synchronized Caller keep(String hash, Known entry) {
    cache.remove(hash);
    cache.put(hash, entry);
    return entry.caller();
  }

  /** Forgets a key at once, as this node revokes it. */
  synchronized void forget(String keyId) {
    for (Iterator<Known> entries = cache.values().iterator(); entries.hasNext(); ) {
      if (entries.next().key().id().equals(keyId)) {
        entries.remove();
      }
    }
  }

  synchronized int size() {
    return cache.size();
  }
}
