package io.pricewright.gateway.access;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.pricewright.gateway.http.Authenticator;
import io.pricewright.gateway.http.Caller;
import io.pricewright.rules.id.ApiKeyId;
import io.pricewright.rules.tenancy.EnvironmentType;
import io.pricewright.store.access.ApiKey;
import io.pricewright.store.access.ApiKeys;
import io.pricewright.store.access.Tenants;
import io.pricewright.store.database.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds the caller of a key: by the hash of the whole key, in a cache of at most 10,000 entries
 * that live 5 s, then in the table. A revoked key thus works on other nodes for at most 5 s. A key
 * in use is read again before its entry ends, while the entry still answers, and all who ask for a
 * key that is being read share that reading: otherwise a busy key would send every request of that
 * moment to the database. Thread-safe.
 */
public final class FindCaller implements Authenticator {
  static final int MAX_ENTRIES = 10_000;
  static final Duration LIFE = Duration.ofSeconds(5);
  static final Duration READ_AGAIN = Duration.ofSeconds(3);

  private final Database database;
  private final InstantSource clock;
  private final AsyncLoadingCache<String, Known> cache;

  private record Known(Caller caller, ApiKey key) {}

  /** Looks keys up in a database. The clock is the system's, whatever the environment's time. */
  public FindCaller(Database database, InstantSource clock) {
    this(database, clock, Ticker.systemTicker());
  }

  /**
   * Looks keys up in a database.
   *
   * @param nanos tells the age of entries
   */
  FindCaller(Database database, InstantSource clock, Ticker nanos) {
    this.database = database;
    this.clock = clock;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(LIFE)
            .refreshAfterWrite(READ_AGAIN)
            .ticker(nanos)
            .executor(Runnable::run)
            .buildAsync((hash, executor) -> read(hash));
  }

  @Override
  public Future<Optional<Caller>> find(String key) {
    String hash = HexFormat.of().formatHex(KeyText.hash(key));
    CompletableFuture<Known> reading = cache.getIfPresent(hash);
    if (reading == null) {
      if (!KeyText.wellFormed(key)) {
        return Future.succeededFuture(Optional.empty());
      }
      reading = cache.get(hash);
    }
    if (reading.isDone() && !reading.isCompletedExceptionally()) {
      return Future.succeededFuture(valid(reading.join()));
    }
    Context context = Vertx.currentContext();
    return (context == null
            ? Future.fromCompletionStage(reading)
            : Future.fromCompletionStage(reading, context))
        .map(this::valid);
  }

  private Optional<Caller> valid(@Nullable Known known) {
    return known != null && known.key().validAt(clock.instant())
        ? Optional.of(known.caller())
        : Optional.empty();
  }

  /** Reads a key; what is not there is null, which is not kept. */
  private CompletableFuture<@Nullable Known> read(String hash) {
    return database
        .unscoped(tx -> ApiKeys.find(tx, HexFormat.of().parseHex(hash)))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.<@Nullable Known>succeededFuture(null)
                    : named(found.get()))
        .toCompletionStage()
        .toCompletableFuture();
  }

  private Future<@Nullable Known> named(ApiKey key) {
    return database
        .inScope(key.scope(), Tenants::find)
        .map(
            names ->
                names
                    .map(
                        name ->
                            new Known(
                                new Caller(
                                    key.id(),
                                    key.scope(),
                                    name.tenantId(),
                                    name.environmentId(),
                                    name.type() == EnvironmentType.PRODUCTION,
                                    key.scopes()),
                                key))
                    .orElse(null));
  }

  /** Forgets a key at once, as this node revokes it, and what is being read meanwhile. */
  void forget(ApiKeyId keyId) {
    cache.asMap().values().removeIf(reading -> isOf(reading, keyId));
  }

  private static boolean isOf(CompletableFuture<Known> reading, ApiKeyId keyId) {
    if (!reading.isDone() || reading.isCompletedExceptionally()) {
      return true;
    }
    @Nullable Known known = reading.join();
    return known == null || known.key().id().equals(keyId);
  }
}
