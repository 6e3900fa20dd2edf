package io.pricewright.gateway.entitlement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.cache.RedisCache;
import io.pricewright.store.cache.Stamp;
import io.pricewright.store.customer.Families;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Levels at hand: in this node's memory, below it Redis, below it the database. One in memory is
 * used while its stamp was confirmed less than {@link #STALE} ago and no commit of this node moved
 * it since; the stamps of those asked lately are read together, in one statement, every {@link
 * #EVERY}. Rating notifies nobody. Thread-safe.
 */
public final class Levels {
  /** How old a confirmation may be: what other nodes committed before is seen. */
  static final Duration STALE = Duration.ofMillis(90);

  private static final Duration EVERY = Duration.ofMillis(35);
  private static final Duration LATELY = Duration.ofSeconds(1);
  private static final int MOST_WATCHED = 5_000;
  private static final int MOST_FEATURES = 500_000;
  private static final int MOST_ENVIRONMENTS = 1_000;

  private final Vertx vertx;
  private final Transactions in;
  private final RedisCache redis;
  private final LevelReader reader;
  private final EnvironmentClock clock;
  private final LongSupplier nanos;
  private final Cache<Key, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_FEATURES)
          .weigher((Key key, Kept one) -> one.weight())
          .build();
  private final Cache<Scope, Confirming> confirming =
      Caffeine.newBuilder().maximumSize(MOST_ENVIRONMENTS).build();
  private final Map<Key, Kept> lately = new ConcurrentHashMap<>();
  private long timer = -1;

  private record Key(Scope scope, CustomerNo no) {}

  /** A level, when it was known to be right, and when it was moved here. In nanoseconds. */
  private static final class Kept {
    private volatile @Nullable Level level;
    private volatile long confirmed;
    private volatile long moved;
    private volatile long asked;
    private volatile boolean watched;
    private volatile @Nullable Future<Level> loading;

    Kept(long now) {
      moved = now;
      confirmed = now - TimeUnit.HOURS.toNanos(1);
      asked = now;
    }

    int weight() {
      Level now = level;
      return now == null ? 10 : 10 + now.features().size();
    }
  }

  /**
   * Reads stamps of an environment, one statement at a time; who comes meanwhile shares the next.
   */
  private final class Confirming {
    private final Scope scope;
    private final Map<CustomerNo, Boolean> waiting = new ConcurrentHashMap<>();
    private volatile long anyMoved;
    private volatile long allMoved;
    private @Nullable Future<Confirmed> next;
    private boolean running;

    Confirming(Scope scope, long now) {
      this.scope = scope;
      anyMoved = now;
      allMoved = now;
    }

    synchronized Future<Confirmed> confirm(Collection<CustomerNo> roots) {
      roots.forEach(no -> waiting.put(no, true));
      Future<Confirmed> mine = next;
      if (mine == null) {
        io.vertx.core.Promise<Confirmed> promise = io.vertx.core.Promise.promise();
        mine = promise.future();
        next = mine;
        turns.add(promise);
      }
      if (!running) {
        run();
      }
      return mine;
    }

    private final java.util.ArrayDeque<io.vertx.core.Promise<Confirmed>> turns =
        new java.util.ArrayDeque<>();

    private synchronized void run() {
      io.vertx.core.Promise<Confirmed> turn = turns.poll();
      if (turn == null) {
        running = false;
        return;
      }
      running = true;
      next = null;
      List<CustomerNo> roots = new ArrayList<>(waiting.keySet());
      waiting.clear();
      long began = nanos.getAsLong();
      in.read(scope, tx -> Families.stamps(tx, roots))
          .map(stamps -> new Confirmed(began, stamps))
          .onComplete(
              (done, fault) -> {
                if (done != null) {
                  done.stamps().forEach((no, stamp) -> apply(scope, no, stamp, done.began()));
                }
                run();
                if (done != null) {
                  turn.complete(done);
                } else {
                  turn.fail(fault);
                }
              });
    }
  }

  private record Confirmed(long began, Map<CustomerNo, Stamp> stamps) {}

  /**
   * Keeps levels.
   *
   * @param nanos a clock that never goes back
   */
  public Levels(
      Vertx vertx,
      Transactions in,
      RedisCache redis,
      io.pricewright.gateway.rating.snapshot.Snapshots snapshots,
      EnvironmentClock clock,
      LongSupplier nanos) {
    this.vertx = vertx;
    this.in = in;
    this.redis = redis;
    this.reader = new LevelReader(snapshots, new Tallies());
    this.clock = clock;
    this.nanos = nanos;
  }

  LevelReader reader() {
    return reader;
  }

  /** Begins to confirm what is asked lately. */
  public void start() {
    timer = vertx.setPeriodic(EVERY.toMillis(), tick -> tick());
  }

  /** Stops doing so. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** Hears of a commit of this node. */
  public void heard(Scope scope, Collection<Long> customers, boolean catalogue) {
    long now = nanos.getAsLong();
    Confirming of = confirming.getIfPresent(scope);
    if (of == null) {
      return;
    }
    of.anyMoved = now;
    if (catalogue) {
      of.allMoved = now;
    }
    for (Long no : customers) {
      Kept one = kept.getIfPresent(new Key(scope, new CustomerNo(no)));
      if (one != null) {
        one.moved = now;
      }
    }
  }

  /** Returns the level of a customer if it is right now; null when that has to be found out. */
  @Nullable Level ifFresh(Scope scope, CustomerNo no, Instant now) {
    Key key = new Key(scope, no);
    Kept one = kept.getIfPresent(key);
    return one == null ? null : fresh(key, one, confirmingOf(scope), now);
  }

  private @Nullable Level fresh(Key key, Kept one, Confirming of, Instant now) {
    long at = nanos.getAsLong();
    one.asked = at;
    if (!one.watched && lately.size() < MOST_WATCHED) {
      one.watched = true;
      lately.put(key, one);
    }
    Level level = one.level;
    long confirmed = one.confirmed;
    boolean fresh =
        level != null
            && at - confirmed < STALE.toNanos()
            && confirmed - one.moved > 0
            && confirmed - of.allMoved > 0
            && (!level.family() || confirmed - of.anyMoved > 0)
            && level.holds().contains(now);
    return fresh ? level : null;
  }

  private Confirming confirmingOf(Scope scope) {
    return confirming.get(scope, same -> new Confirming(same, nanos.getAsLong()));
  }

  /** Returns the levels of customers, by number. */
  Future<Map<CustomerNo, Level>> of(Scope scope, Collection<CustomerNo> numbers, Instant now) {
    Confirming of = confirmingOf(scope);
    Map<CustomerNo, Level> found = new ConcurrentHashMap<>();
    Map<CustomerNo, Kept> stale = new HashMap<>();
    for (CustomerNo no : numbers) {
      Key key = new Key(scope, no);
      Kept one = kept.get(key, same -> new Kept(nanos.getAsLong()));
      Level level = fresh(key, one, of, now);
      if (level == null) {
        stale.put(no, one);
      } else {
        found.put(no, level);
      }
    }
    if (stale.isEmpty()) {
      return Future.succeededFuture(found);
    }
    return of.confirm(stale.keySet())
        .compose(
            confirmed -> {
              List<Future<?>> loads = new ArrayList<>();
              stale.forEach(
                  (no, one) -> {
                    Stamp stamp = confirmed.stamps().get(no);
                    Level level = one.level;
                    boolean same =
                        level != null && level.stamp().equals(stamp) && level.holds().contains(now);
                    if (same && level != null) {
                      found.put(no, level);
                    } else if (stamp != null) {
                      loads.add(
                          load(scope, no, one, stamp, confirmed.began(), now)
                              .onSuccess(read -> found.put(no, read)));
                    }
                  });
              return Future.join(loads).map(found);
            });
  }

  /** One load of a level serves all who wait for it, if it began after what they may have seen. */
  private Future<Level> load(
      Scope scope, CustomerNo no, Kept one, Stamp stamp, long began, Instant now) {
    return redis
        .get(key(scope, no))
        .compose(
            entry -> {
              Level known =
                  entry
                      .filter(e -> e.stamp().equals(stamp))
                      .map(e -> Level.parse(no, stamp, e.value()))
                      .filter(level -> level.holds().contains(now))
                      .orElse(null);
              if (known != null) {
                return Future.succeededFuture(put(scope, one, known, began));
              }
              return fromDatabase(scope, no, one, stamp);
            });
  }

  private Future<Level> fromDatabase(Scope scope, CustomerNo no, Kept one, Stamp atLeast) {
    Future<Level> running = one.loading;
    if (running != null && !running.isComplete()) {
      return running.compose(
          level ->
              level.stamp().compareTo(atLeast) >= 0
                  ? Future.succeededFuture(level)
                  : read(scope, no, one));
    }
    Future<Level> mine = read(scope, no, one);
    one.loading = mine;
    return mine;
  }

  private Future<Level> read(Scope scope, CustomerNo no, Kept one) {
    long began = nanos.getAsLong();
    return in.read(scope, tx -> reader.read(tx, no, clock.now(scope)))
        .onSuccess(
            level -> {
              put(scope, one, level, began);
              redis.put(key(scope, no), level.stamp(), level.toJson().text());
            });
  }

  private Level put(Scope scope, Kept one, Level level, long began) {
    synchronized (one) {
      Level old = one.level;
      boolean newer =
          old == null || level.stamp().compareTo(old.stamp()) >= 0 || began - one.confirmed > 0;
      if (newer) {
        one.level = level;
        one.confirmed = began;
      }
    }
    // Its weight is another now.
    kept.put(new Key(scope, level.no()), one);
    return level;
  }

  private void apply(Scope scope, CustomerNo no, Stamp stamp, long began) {
    Kept one = kept.getIfPresent(new Key(scope, no));
    if (one == null) {
      return;
    }
    synchronized (one) {
      Level level = one.level;
      if (level != null && level.stamp().equals(stamp) && began - one.confirmed > 0) {
        one.confirmed = began;
      }
    }
  }

  private void tick() {
    long now = nanos.getAsLong();
    Map<Scope, List<CustomerNo>> asked = new HashMap<>();
    lately.forEach(
        (key, one) -> {
          if (now - one.asked > LATELY.toNanos()) {
            lately.remove(key);
            one.watched = false;
          } else {
            asked.computeIfAbsent(key.scope(), scope -> new ArrayList<>()).add(key.no());
          }
        });
    asked.forEach(
        (scope, numbers) -> {
          Confirming of = confirmingOf(scope);
          if (!of.running) {
            of.confirm(numbers);
          }
        });
  }

  private static String key(Scope scope, CustomerNo no) {
    return scope.tenant() + ":" + scope.environment() + ":" + no + ":level";
  }
}
