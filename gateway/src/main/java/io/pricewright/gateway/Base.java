package io.pricewright.gateway;

import io.pricewright.gateway.access.FindCaller;
import io.pricewright.gateway.background.Driver;
import io.pricewright.gateway.background.DueWork;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.metrics.Metrics;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.store.cache.RedisCache;
import io.pricewright.store.cache.Seal;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.embedded.StoreAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What all parts of a node stand on: its stores, clocks, numbers, and what works by itself. */
final class Base {
  final Vertx vertx;
  final StoreAddresses addresses;
  final Clock system;
  final EnvironmentClock clock;
  final Ids ids = new Ids();
  final Metrics metrics = new Metrics();
  final Database database;
  final RedisCache cache;
  final Snapshots snapshots = new Snapshots();
  final Transactions in;
  final FindCaller callers;

  /** A clock that never goes back, for how long something takes. */
  final LongSupplier nanos = System::nanoTime;

  private final List<Driver<?>> drivers = new ArrayList<>();

  Base(Vertx vertx, StoreAddresses addresses, int connections, Clock system) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.system = system;
    clock = new EnvironmentClock(system);
    database = Database.open(vertx, addresses.app().options(), connections);
    database.onConnection(metrics::connected);
    cache = RedisCache.open(vertx, addresses.redisUri());
    in = new Transactions(database, clock);
    callers = new FindCaller(database, system);
  }

  /** Has a kind of work driven on this node, from {@link #start} on. */
  <T> Driver<T> drive(DueWork<T> work) {
    Driver<T> driver = new Driver<>(work, clock, nanos, metrics);
    drivers.add(driver);
    return driver;
  }

  /** Starts the drivers, and the cache. */
  Future<Void> start() {
    return Retry.transientFaults(() -> database.unscoped(Seal::read))
        .onSuccess(cache::begin)
        .compose(known -> startDrivers());
  }

  private Future<Void> startDrivers() {
    return Future.join(drivers.stream().map(driver -> driver.deploy(vertx)).toList()).mapEmpty();
  }

  /** Ends the drivers, when what they are at is done. */
  Future<Void> stop() {
    return Future.join(drivers.stream().map(Driver::close).toList()).mapEmpty();
  }

  /** Closes the connections, after everything that uses them. */
  void close() {
    Server.await(cache.close());
    Server.await(database.close());
  }
}
