package io.pricewright.gateway.background;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.gate.Gates;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a group: the epoch shared, gates ascending, what is due read anew behind them,
 * done in the order of (instant, rank) customer by customer, and written kind by kind together with
 * what is due next.
 */
final class WorkGroup {
  /** Most steps of a customer in one transaction; the next goes on. */
  static final int MOST_STEPS = 200;

  private final List<CustomerWork> kinds;

  WorkGroup(List<CustomerWork> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /**
   * What became of a group.
   *
   * @param missed whose gates others had
   * @param left of whom more is due
   * @param resting of whom more is due that waits for others
   */
  record Done(Set<CustomerNo> missed, Set<CustomerNo> left, Set<CustomerNo> resting) {}

  Future<Done> run(Tx tx, CustomerGroup group, Instant now) {
    // Sent in this order without awaiting between: what is due is read behind the gates.
    Future<Long> epoch = Epochs.share(tx);
    Future<Map<CustomerNo, Gate>> taken =
        group.waiting() ? Gates.take(tx, group.customers()) : Gates.takeFree(tx, group.customers());
    Future<Set<CustomerNo>> due = CustomerDues.due(tx, group.customers(), now);
    return Future.join(epoch, taken, due)
        .compose(
            all -> {
              Map<CustomerNo, Gate> gates = new HashMap<>(taken.result());
              Set<CustomerNo> missed = new HashSet<>(group.customers());
              missed.removeAll(gates.keySet());
              gates.keySet().retainAll(due.result());
              return work(tx, gates, now, missed);
            });
  }

  private Future<Done> work(
      Tx tx, Map<CustomerNo, Gate> gates, Instant now, Set<CustomerNo> missed) {
    if (gates.isEmpty()) {
      return Future.succeededFuture(new Done(missed, Set.of(), Set.of()));
    }
    List<Future<CustomerWork.Agenda>> opened =
        kinds.stream().map(kind -> kind.open(tx, gates, now)).toList();
    return Future.join(opened)
        .compose(
            all -> {
              List<CustomerWork.Agenda> agendas = opened.stream().map(Future::result).toList();
              Map<CustomerNo, @Nullable Instant> next = new HashMap<>();
              gates.keySet().forEach(customer -> next.put(customer, done(agendas, customer, now)));
              // First what is known to be next: what is written may make something due before it.
              return CustomerDues.next(tx, next)
                  .compose(moved -> write(tx, agendas))
                  .map(
                      written -> {
                        Set<CustomerNo> left = left(next, now);
                        Set<CustomerNo> resting = new HashSet<>(left);
                        resting.removeIf(one -> !rests(agendas, one));
                        left.removeAll(resting);
                        return new Done(missed, left, resting);
                      });
            });
  }

  /** One kind after the other: what one writes the next may read. */
  private static Future<Void> write(Tx tx, List<CustomerWork.Agenda> agendas) {
    Future<Void> each = Future.succeededFuture();
    for (CustomerWork.Agenda agenda : agendas) {
      each = each.compose(before -> agenda.write(tx));
    }
    return each;
  }

  /** Does what is due for a customer, and returns when the next thing is; null: never. */
  private static @Nullable Instant done(
      List<CustomerWork.Agenda> agendas, CustomerNo customer, Instant now) {
    boolean over = false;
    for (int steps = 0; ; steps++) {
      Next next = next(agendas, customer);
      if (next == null) {
        return null;
      }
      if (next.step.at().isAfter(now) || over || steps == MOST_STEPS || rests(agendas, customer)) {
        return next.step.at();
      }
      next.agenda.take(customer, next.step);
      over = next.agenda.over(customer);
    }
  }

  private static boolean rests(List<CustomerWork.Agenda> agendas, CustomerNo customer) {
    return agendas.stream().anyMatch(agenda -> agenda.rests(customer));
  }

  /** What comes first, and of what. */
  private record Next(CustomerWork.Agenda agenda, CustomerStep step) {}

  private static @Nullable Next next(List<CustomerWork.Agenda> agendas, CustomerNo customer) {
    Next first = null;
    for (CustomerWork.Agenda agenda : agendas) {
      CustomerStep step = agenda.next(customer);
      if (step != null && (first == null || step.compareTo(first.step) < 0)) {
        first = new Next(agenda, step);
      }
    }
    return first;
  }

  private static Set<CustomerNo> left(Map<CustomerNo, @Nullable Instant> next, Instant now) {
    Set<CustomerNo> left = new HashSet<>();
    next.forEach(
        (customer, at) -> {
          if (at != null && !at.isAfter(now)) {
            left.add(customer);
          }
        });
    return left;
  }
}
