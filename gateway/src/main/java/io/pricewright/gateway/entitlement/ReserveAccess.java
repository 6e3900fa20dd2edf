package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.entitlement.ReservationStatus;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.ReservationId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.customer.Families;
import io.pricewright.store.customer.Reservations;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.ReservationRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes quantities behind the gates of the customers and of all above them: what is judged cannot
 * be taken by another before it is written. Asks are judged one after another, each seeing what
 * those before it took.
 */
final class ReserveAccess {
  private final CheckAccess names;
  private final Snapshots snapshots;
  private final LevelReader reader;
  private final Ids ids;

  /** Answers, and the reservation of each, or null. */
  record Reserved(List<Access> answers, List<@Nullable ReservationRow> rows) {}

  ReserveAccess(CheckAccess names, Snapshots snapshots, LevelReader reader, Ids ids) {
    this.names = names;
    this.snapshots = snapshots;
    this.reader = reader;
    this.ids = ids;
  }

  Future<Reserved> reserve(Tx tx, List<Ask> asks, Instant now) {
    return snapshots
        .catalogue(tx)
        .compose(catalogue -> names.resolve(tx, asks))
        .compose(
            known ->
                gates(tx, known)
                    .compose(gates -> levels(tx, gates, now))
                    .compose(levels -> take(tx, asks, known, levels, now)));
  }

  /** The order of gates is theirs, not ours: who is above is read again behind them. */
  private static Future<Set<CustomerNo>> gates(Tx tx, Map<Ask, CustomerNo> known) {
    Set<CustomerNo> own = new TreeSet<>(known.values());
    return Families.ancestors(tx, own)
        .compose(
            above -> {
              Set<CustomerNo> all = new TreeSet<>(own);
              above.values().forEach(all::addAll);
              return Gates.take(tx, all)
                  .compose(taken -> Families.ancestors(tx, own))
                  .compose(
                      again ->
                          again.equals(above)
                              ? Future.succeededFuture(all)
                              : Future.failedFuture(
                                  new Retry.AgainException("a customer was moved")));
            });
  }

  private Future<Map<CustomerNo, Level>> levels(Tx tx, Set<CustomerNo> gates, Instant now) {
    Future<Map<CustomerNo, Level>> levels =
        gates.isEmpty()
            ? Future.succeededFuture(new HashMap<>())
            : Reservations.expire(tx, gates, now).map(done -> new HashMap<>());
    for (CustomerNo no : gates) {
      levels =
          levels.compose(
              all ->
                  reader
                      .read(tx, no, now)
                      .map(
                          level -> {
                            all.put(no, level);
                            return all;
                          }));
    }
    return levels;
  }

  private Future<Reserved> take(
      Tx tx,
      List<Ask> asks,
      Map<Ask, CustomerNo> known,
      Map<CustomerNo, Level> levels,
      Instant now) {
    List<Access> answers = new ArrayList<>(asks.size());
    List<@Nullable ReservationRow> reserved = new ArrayList<>(asks.size());
    List<ReservationRow> made = new ArrayList<>();
    for (Ask ask : asks) {
      Access access = CheckAccess.judge(ask, known.get(ask), levels);
      Level own = access.own();
      Level.OfFeature feature = access.feature();
      ReservationRow reservation = null;
      if (access.allowed() && own != null && feature != null && feature.quota().metered()) {
        reservation = reservation(own, feature, ask, now);
        made.add(reservation);
        reserve(levels, own, feature.id(), ask.quantity());
        access = after(access, levels);
      }
      answers.add(access);
      reserved.add(reservation);
    }
    Future<Void> added =
        made.isEmpty() ? Future.succeededFuture() : ReservationRow.TABLE.addAll(tx, made);
    return added.map(done -> new Reserved(answers, reserved));
  }

  /** Shows what is left after the quantity was taken. */
  private static Access after(Access access, Map<CustomerNo, Level> levels) {
    Level deciding = access.deciding();
    Level then = deciding == null ? null : levels.get(deciding.no());
    return then == null
        ? access
        : new Access(
            access.ask(),
            access.own(),
            access.reason(),
            true,
            then,
            then.features().get(access.ask().feature()));
  }

  private ReservationRow reservation(Level own, Level.OfFeature feature, Ask ask, Instant now) {
    return new ReservationRow(
        new ReservationId(ids.next("resv", now)),
        own.no(),
        feature.id(),
        ask.quantity(),
        ReservationStatus.HELD,
        now.plus(ask.keep()),
        now,
        now);
  }

  private static void reserve(
      Map<CustomerNo, Level> levels, Level own, FeatureId featureId, BigDecimal quantity) {
    List<CustomerNo> all = new ArrayList<>(own.above());
    all.add(own.no());
    for (CustomerNo no : all) {
      levels.computeIfPresent(no, (same, level) -> level.reserving(featureId, quantity));
    }
  }

  /** Ends a reservation; one that has ended already says so and stays as it is. */
  static Future<ReservationRow> end(Tx tx, ReservationId id, ReservationStatus as, Instant now) {
    return find(tx, id)
        .compose(found -> Gates.take(tx, found.customerNo()).compose(gate -> find(tx, id)))
        .compose(
            found -> {
              ReservationStatus status = Reservations.statusAt(found, now);
              if (status == as) {
                return Future.succeededFuture(found);
              }
              if (status != ReservationStatus.HELD) {
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        "The reservation is %s.".formatted(status.code())));
              }
              ReservationRow ended = found.withReservationStatus(as).withUpdatedAt(now);
              return ReservationRow.TABLE.put(tx, ended).map(ended);
            });
  }

  static Future<ReservationRow> find(Tx tx, ReservationId id) {
    return ReservationRow.TABLE
        .find(tx, id)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            new Problem.NotFound("There is no reservation of that id."))));
  }
}
