package io.pricewright.store.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A cache in Redis that may vanish at any time. Nothing here fails and nothing takes longer than
 * {@link #PATIENCE}: after a fault Redis is left alone for {@link #PAUSE}, and after it came back
 * the key prefix is a new one, so that what others wrote meanwhile is not read. Thread-safe.
 */
public final class RedisCache {
  /** Longest wait for Redis. */
  public static final Duration PATIENCE = Duration.ofMillis(50);

  /** How long Redis is left alone after a fault. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  /** Longest life of an entry. */
  public static final Duration LIFE = Duration.ofSeconds(60);

  private static final int MOST_CONNECTIONS = 8;
  private static final int MOST_WAITING = 256;
  private static final int MOST_BYTES = 256 * 1024;

  // An entry is its stamp, a line break, its seal, a line break, and the value. An older stamp
  // never overwrites a newer.
  private static final String STORE =
      "local old = redis.call('GET', KEYS[1]) "
          + "if old then "
          + "local e, v, s = string.match(old, '^(%d+):(%d+):(%d+)\\n') "
          + "local E, V, S = string.match(ARGV[1], '^(%d+):(%d+):(%d+)$') "
          + "if e then e, v, s = tonumber(e), tonumber(v), tonumber(s) "
          + "E, V, S = tonumber(E), tonumber(V), tonumber(S) "
          + "if e > E or (e == E and (v > V or (v == V and s > S))) then return 0 end end end "
          + "redis.call('SET', KEYS[1], ARGV[1] .. '\\n' .. ARGV[2], 'PX', ARGV[3]) return 1";

  private final Vertx vertx;
  private final Redis redis;
  private volatile @Nullable Seal seal;
  private volatile State state = new State("pw", false, false);

  /**
   * Where the circuit stands.
   *
   * @param prefix of keys
   * @param away a fault was met, and no answer since
   * @param paused Redis is left alone for now
   */
  private record State(String prefix, boolean away, boolean paused) {}

  /**
   * A stored value.
   *
   * @param stamp as of which it was made
   * @param value the text
   */
  public record Entry(Stamp stamp, String value) {}

  private RedisCache(Vertx vertx, Redis redis) {
    this.vertx = vertx;
    this.redis = redis;
  }

  /** Makes a cache, and begins to connect so that the first answer does not wait for it. */
  public static RedisCache open(Vertx vertx, String uri) {
    RedisCache cache = make(vertx, uri);
    cache.ping();
    return cache;
  }

  private static RedisCache make(Vertx vertx, String uri) {
    return new RedisCache(
        vertx,
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(uri)
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setMaxPoolWaiting(MOST_WAITING)));
  }

  /** Begins to keep entries, and to believe those with this seal. */
  public void begin(Seal with) {
    seal = with;
  }

  /** Returns the entry of a key; empty also when Redis is away, or others wrote the entry. */
  public Future<Optional<Entry>> get(String key) {
    Seal with = seal;
    if (with == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return send(prefix -> Request.cmd(Command.GET).arg(prefix + ":" + key))
        .map(found -> found.flatMap(answer -> entry(with, key, answer.toString())));
  }

  /** Stores an entry unless a newer one is there; returns whether it is stored. */
  public Future<Boolean> put(String key, Stamp stamp, String value) {
    Seal with = seal;
    if (with == null || value.length() > MOST_BYTES) {
      return Future.succeededFuture(false);
    }
    return send(prefix ->
            Request.cmd(Command.EVAL)
                .arg(STORE)
                .arg(1)
                .arg(prefix + ":" + key)
                .arg(stamp.text())
                .arg(with.of(key, stamp.text(), value) + '\n' + value)
                .arg(LIFE.toMillis()))
        .map(stored -> stored.map(answer -> answer.toLong() == 1).orElse(false));
  }

  /** Succeeds when Redis answers, also while it is left alone. */
  public Future<Void> ping() {
    return redis.send(Request.cmd(Command.PING)).mapEmpty();
  }

  private Future<Optional<Response>> send(java.util.function.Function<String, Request> request) {
    State now = state;
    if (now.paused()) {
      return Future.succeededFuture(Optional.empty());
    }
    return redis
        .send(request.apply(now.prefix()))
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .map(
            answer -> {
              if (state.away()) {
                back();
              }
              return Optional.ofNullable(answer);
            })
        .otherwise(
            fault -> {
              pause();
              return Optional.empty();
            });
  }

  private synchronized void back() {
    if (state.away() && !state.paused()) {
      state = new State("pw:" + UUID.randomUUID(), false, false);
    }
  }

  private synchronized void pause() {
    if (!state.paused()) {
      state = new State(state.prefix(), true, true);
      vertx.setTimer(PAUSE.toMillis(), timer -> resume());
    }
  }

  private synchronized void resume() {
    state = new State(state.prefix(), state.away(), false);
  }

  private static Optional<Entry> entry(Seal seal, String key, String text) {
    String[] parts = text.split("\n", 3);
    if (parts.length != 3 || !seal.fits(parts[1], key, parts[0], parts[2])) {
      return Optional.empty();
    }
    Stamp stamp = Stamp.parse(parts[0]);
    return stamp == null ? Optional.empty() : Optional.of(new Entry(stamp, parts[2]));
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return redis.close();
  }
}
