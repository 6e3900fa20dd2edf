package io.pricewright.gateway.rating;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.rating.BatchPlan;
import io.pricewright.rules.rating.Cell;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.CellRater;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.rating.StoredUsage;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.database.Tx;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Levels that are held (WEIGHTED_SUM) belong to customer, meter and group: every cell begins with
 * what all earlier events left standing. A cell that a batch makes is opened with it; cells that
 * began after an event are counted again by a task, and so are those that the next begin of a
 * period makes, where nothing needs to happen.
 */
public final class Levels {
  /** Returns what is stored, and the cells beside it that an addition makes, opened. */
  Future<StoredUsage> opened(Tx tx, BatchPlan additions, StoredUsage stored) {
    Future<Map<CellKey, Cell>> all = Future.succeededFuture(new HashMap<>());
    boolean any = false;
    for (CellModel model : additions.carrying()) {
      if (!stored.cells().containsKey(model.key())) {
        any = true;
        all =
            all.compose(
                cells ->
                    ReadEvents.level(tx, model, null)
                        .map(
                            level -> {
                              if (level != null) {
                                cells.put(model.key(), CellRater.opened(model, level));
                              }
                              return cells;
                            }));
      }
    }
    return any
        ? all.map(
            opened -> {
              opened.putAll(stored.cells());
              return new StoredUsage(opened, stored.distinct());
            })
        : Future.succeededFuture(stored);
  }

  private record Moved(CustomerNo customerNo, MeterId meterId) {}

  /** Sees to the cells behind what a plan did to levels. */
  Future<Void> follow(Tx tx, Run run, Plan plan) {
    Matcher matcher = new Matcher(run.at().catalogue());
    Map<Moved, Instant> moved = new LinkedHashMap<>(0);
    List<BatchPlan.Of> events = new ArrayList<>(plan.additions().events());
    RatedEvent removed = plan.removed();
    if (removed != null) {
      events.add(new BatchPlan.Of(removed.event(), removed.customerNo()));
    }
    for (BatchPlan.Of one : events) {
      CustomerNo no = one.customerNo();
      if (no != null) {
        for (Meter meter : matcher.levels(one.event())) {
          moved.merge(new Moved(no, meter.id()), one.event().occurredAt(), Levels::earlier);
        }
      }
    }
    Future<Void> each = Future.succeededFuture();
    for (Map.Entry<Moved, Instant> one : moved.entrySet()) {
      CustomerBook book = run.at().book(one.getKey().customerNo());
      Meter meter = run.at().catalogue().meter(one.getKey().meterId());
      if (book != null && meter != null) {
        each = each.compose(done -> next(tx, matcher, book, meter, one.getValue(), run.now()));
      }
    }
    return each;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * Has what begins next after an instant counted when it begins: at once where that is past. A
   * task that waits for the same begin does for all.
   */
  public static Future<Void> next(
      Tx tx, Matcher matcher, CustomerBook book, Meter meter, Instant after, Instant now) {
    Instant begin = matcher.nextBegin(book, meter, after);
    if (begin == null) {
      return Future.succeededFuture();
    }
    if (!begin.isAfter(now)) {
      return Tasks.add(tx, new Work.CarryLevel(book.customerNo(), meter.id(), after), now)
          .mapEmpty();
    }
    Work work =
        new Work.CarryLevel(book.customerNo(), meter.id(), begin.minus(1, ChronoUnit.MICROS));
    return Tasks.addOnce(tx, work, begin, now);
  }
}
