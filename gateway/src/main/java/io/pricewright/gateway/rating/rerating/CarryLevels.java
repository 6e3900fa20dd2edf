package io.pricewright.gateway.rating.rerating;

import io.pricewright.gateway.rating.Levels;
import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.Reading;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.StoredUsage;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the cells into which a level is carried: those that exist, and those that begin with a
 * level that is not zero. Then waits for the next begin.
 */
final class CarryLevels {
  /** Cells of one step. */
  private static final int CELLS = 20;

  private static final int PAGE = 5_000;

  private final Rerating rerating;

  CarryLevels(Rerating rerating) {
    this.rerating = rerating;
  }

  /** A move of a level in one part. */
  private record Move(Instant at, BigDecimal by) {}

  /** Counts some cells, and returns how many are done of all, or -1 when none is left. */
  Future<Integer> step(Tx tx, Work.CarryLevel work, int done, Instant now) {
    return rerating
        .take(tx, work.customerNo())
        .compose(
            at -> {
              CustomerBook book = at.book(work.customerNo());
              Meter meter = at.catalogue().meter(work.meterId());
              return book == null || meter == null
                  ? Future.succeededFuture(-1)
                  : step(tx, at, book, meter, work, done, now);
            });
  }

  private Future<Integer> step(
      Tx tx,
      Snapshot at,
      CustomerBook book,
      Meter meter,
      Work.CarryLevel work,
      int done,
      Instant now) {
    Matcher matcher = new Matcher(at.catalogue());
    return moves(tx, work.customerNo(), meter, EventPages.Position.START, new TreeMap<>())
        .compose(moves -> due(tx, matcher, book, meter, moves, work.after(), now))
        .compose(
            keys -> {
              List<CellKey> some = keys.subList(Math.min(done, keys.size()), keys.size());
              some = some.subList(0, Math.min(CELLS, some.size()));
              Future<Void> each = Future.succeededFuture();
              for (CellKey key : some) {
                each = each.compose(counted -> rerating.recount(tx, at, key));
              }
              int reached = done + some.size();
              return reached < keys.size()
                  ? each.map(reached)
                  : each.compose(all -> Levels.next(tx, matcher, book, meter, now, now)).map(-1);
            });
  }

  private static Future<Map<String, List<Move>>> moves(
      Tx tx, CustomerNo no, Meter meter, EventPages.Position after, Map<String, List<Move>> moves) {
    return EventPages.page(tx, no, Instant.EPOCH, Interval.END_OF_TIME, Long.MAX_VALUE, after, PAGE)
        .compose(
            page -> {
              page.forEach(stored -> add(meter, stored, moves));
              return page.size() < PAGE
                  ? Future.succeededFuture(moves)
                  : moves(tx, no, meter, EventPages.Position.of(page.getLast()), moves);
            });
  }

  private static void add(Meter meter, StoredEvent stored, Map<String, List<Move>> moves) {
    Reading.Counted counted = Matcher.counted(meter, stored.event());
    if (stored.outcome() != Outcome.VOIDED && counted != null) {
      moves
          .computeIfAbsent(meter.part(stored.event()).text(), part -> new ArrayList<>())
          .add(new Move(stored.event().occurredAt(), counted.quantity()));
    }
  }

  /** Returns the cells to be counted, in order: those that exist or begin with a level. */
  private static Future<List<CellKey>> due(
      Tx tx,
      Matcher matcher,
      CustomerBook book,
      Meter meter,
      Map<String, List<Move>> moves,
      Instant after,
      Instant now) {
    Set<CellKey> level = new LinkedHashSet<>();
    Map<CellKey, AggregationType> all = new LinkedHashMap<>();
    moves.forEach(
        (part, mine) -> {
          for (CellModel cell : matcher.carriedInto(book, meter, part, after, now)) {
            all.put(cell.key(), AggregationType.WEIGHTED_SUM);
            BigDecimal stands = BigDecimal.ZERO;
            for (Move move : mine) {
              stands = move.at().isBefore(cell.begin()) ? stands.add(move.by()) : stands;
            }
            if (stands.signum() != 0) {
              level.add(cell.key());
            }
          }
        });
    return UsageCells.read(tx, all, Map.of())
        .map(StoredUsage::cells)
        .map(
            stored ->
                all.keySet().stream()
                    .filter(key -> level.contains(key) || stored.containsKey(key))
                    .toList());
  }
}
