package io.pricewright.gateway.rating.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.catalogue.CatalogueReader;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.gate.Gates;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cached catalogues and books. A cached value is used only when its number equals the one read
 * behind the lock in the same transaction, so a cache can be stale but never wrong. What a
 * rehearsal read is not kept: its numbers are given again.
 */
public final class Snapshots {
  private static final int MOST_ENVIRONMENTS = 1_000;
  private static final int MOST_CUSTOMERS = 100_000;
  private static final ExternalId UNNAMED = new ExternalId("");

  private final Cache<Scope, Catalogue> catalogues =
      Caffeine.newBuilder().maximumSize(MOST_ENVIRONMENTS).build();
  private final Cache<CustomerKey, DatedBook> books =
      Caffeine.newBuilder().maximumSize(MOST_CUSTOMERS).build();
  // An external id belongs to one customer for ever, so what is known needs no check.
  private final Cache<ExternalKey, CustomerNo> customers =
      Caffeine.newBuilder().maximumSize(MOST_CUSTOMERS).build();

  private record CustomerKey(Scope scope, CustomerNo customerNo) {}

  /** A book, and the epoch at which its entitlements were read. */
  private record DatedBook(long epoch, CustomerBook book) {}

  private record ExternalKey(Scope scope, ExternalId externalId) {}

  /**
   * Takes the environment's lock shared, the locks of unknown external ids, and the customers'
   * gates, in this order, and returns what rating reads behind them.
   */
  public Future<Snapshot> take(Tx tx, Collection<ExternalId> externalIds) {
    Map<ExternalId, CustomerNo> known = new HashMap<>();
    Set<ExternalId> unknown = new HashSet<>();
    for (ExternalId externalId : externalIds) {
      CustomerNo no = customers.getIfPresent(new ExternalKey(tx.scope(), externalId));
      if (no == null) {
        unknown.add(externalId);
      } else {
        known.put(externalId, no);
      }
    }
    Future<Long> epoch = Epochs.share(tx);
    Future<Map<ExternalId, CustomerNo>> resolved =
        unknown.isEmpty() ? Future.succeededFuture(known) : resolve(tx, unknown, known);
    return unknown.isEmpty()
        ? gated(tx, epoch, known)
        : resolved.compose(all -> gated(tx, epoch, all));
  }

  /** Takes the environment's lock shared and one customer's gate. */
  public Future<Snapshot> take(Tx tx, CustomerNo customerNo) {
    return gated(tx, Epochs.share(tx), Map.of(UNNAMED, customerNo));
  }

  /**
   * Returns the same without the customers' gates: true now, and perhaps no more a moment later.
   */
  public Future<Snapshot> look(Tx tx, Collection<ExternalId> externalIds) {
    Future<Catalogue> catalogue = catalogue(tx);
    return Customers.resolve(tx, externalIds)
        .compose(
            found ->
                CustomerBooks.load(tx, List.copyOf(Set.copyOf(found.values())))
                    .compose(
                        read ->
                            catalogue.map(
                                current -> new Snapshot(current, found, Map.of(), read))));
  }

  /** Takes the environment's lock shared, and returns the catalogue behind it. */
  public Future<Catalogue> catalogue(Tx tx) {
    return Epochs.share(tx).compose(epoch -> catalogue(tx, epoch));
  }

  /**
   * Returns the catalogue of a transaction that sees one instant ({@code Database.inSnapshot}),
   * without a lock.
   */
  public Future<Catalogue> catalogueOfInstant(Tx tx) {
    return Epochs.read(tx).compose(epoch -> catalogue(tx, epoch));
  }

  /** Returns the environment whose prices use a script version, if it was rated here lately. */
  public Optional<Scope> scopeOf(ScriptId scriptVersionId) {
    return catalogues.asMap().entrySet().stream()
        .filter(entry -> entry.getValue().uses(scriptVersionId))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Future<Map<ExternalId, CustomerNo>> resolve(
      Tx tx, Set<ExternalId> unknown, Map<ExternalId, CustomerNo> known) {
    Epochs.shareIds(tx, unknown);
    return Customers.resolve(tx, unknown)
        .map(
            found -> {
              if (!tx.rehearsal()) {
                found.forEach((id, no) -> customers.put(new ExternalKey(tx.scope(), id), no));
              }
              known.putAll(found);
              return known;
            });
  }

  private Future<Snapshot> gated(Tx tx, Future<Long> epoch, Map<ExternalId, CustomerNo> known) {
    Future<Map<CustomerNo, Gate>> gates = Gates.take(tx, known.values());
    return Future.join(epoch, gates)
        .compose(
            both -> {
              Future<Catalogue> catalogue = catalogue(tx, epoch.result());
              Future<Map<CustomerNo, CustomerBook>> current =
                  books(tx, epoch.result(), gates.result());
              return Future.join(catalogue, current)
                  .map(
                      read ->
                          new Snapshot(
                              catalogue.result(), known, gates.result(), current.result()));
            });
  }

  private Future<Catalogue> catalogue(Tx tx, long epoch) {
    Catalogue cached = catalogues.getIfPresent(tx.scope());
    if (cached != null && cached.epoch() == epoch) {
      return Future.succeededFuture(cached);
    }
    return CatalogueReader.load(tx)
        .onSuccess(
            read -> {
              if (!tx.rehearsal()) {
                catalogues.put(tx.scope(), read);
              }
            });
  }

  private Future<Map<CustomerNo, CustomerBook>> books(
      Tx tx, long epoch, Map<CustomerNo, Gate> gates) {
    Map<CustomerNo, CustomerBook> current = new HashMap<>();
    List<CustomerNo> stale = new ArrayList<>();
    gates.forEach(
        (no, gate) -> {
          DatedBook cached = books.getIfPresent(new CustomerKey(tx.scope(), no));
          if (cached != null
              && cached.epoch() == epoch
              && cached.book().version() == gate.version()) {
            current.put(no, cached.book());
          } else {
            stale.add(no);
          }
        });
    if (stale.isEmpty()) {
      return Future.succeededFuture(current);
    }
    return CustomerBooks.load(tx, stale)
        .map(
            read -> {
              if (!tx.rehearsal()) {
                read.forEach(
                    (no, book) ->
                        books.put(new CustomerKey(tx.scope(), no), new DatedBook(epoch, book)));
              }
              current.putAll(read);
              return current;
            });
  }
}
