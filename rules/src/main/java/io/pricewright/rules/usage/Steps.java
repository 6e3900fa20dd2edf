package io.pricewright.rules.usage;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The moves of a level by time, which tell whether it was ever below zero. Where there are more
 * than {@value #MOST} instants at which it moved, none is kept.
 *
 * @param moves by time; none when full
 * @param full whether there are too many
 */
public record Steps(SortedMap<Instant, Move> moves, boolean full) {
  /** Most instants that are kept. */
  public static final int MOST = 1_000;

  static final Steps NONE = new Steps(new TreeMap<>(), false);
  private static final Steps FULL = new Steps(new TreeMap<>(), true);

  /**
   * How far a level moves at an instant.
   *
   * @param by how far
   * @param events by how many events
   */
  public record Move(BigDecimal by, long events) {
    private Move plus(Move other) {
      return new Move(by.add(other.by), events + other.events);
    }
  }

  public Steps {
    moves = Collections.unmodifiableSortedMap(moves);
  }

  Steps plus(Instant at, BigDecimal by) {
    return full ? this : with(Map.of(at, new Move(by, 1)));
  }

  Steps merge(Steps other) {
    return full || other.full ? FULL : with(other.moves);
  }

  private Steps with(Map<Instant, Move> more) {
    TreeMap<Instant, Move> all = new TreeMap<>(moves);
    more.forEach((at, move) -> all.merge(at, move, Move::plus));
    return all.size() > MOST ? FULL : new Steps(all, false);
  }

  /** Returns them without a move, or null when they have to be read again from the events. */
  @Nullable Steps minus(Instant at, BigDecimal by) {
    Move held = moves.get(at);
    if (full || held == null) {
      return null;
    }
    TreeMap<Instant, Move> left = new TreeMap<>(moves);
    if (held.events == 1) {
      left.remove(at);
    } else {
      left.put(at, new Move(held.by.subtract(by), held.events - 1));
    }
    return new Steps(left, false);
  }

  /** Returns the integral above zero over a span that begins with a level. */
  Added over(BigDecimal level, Interval span) {
    BigDecimal above = BigDecimal.ZERO;
    BigDecimal now = level;
    boolean falls = false;
    Instant from = span.from();
    for (Map.Entry<Instant, Move> step : moves.entrySet()) {
      if (step.getKey().isAfter(from)) {
        above = above.add(area(now, from, step.getKey()));
        falls |= now.signum() < 0;
        from = step.getKey();
      }
      now = now.add(step.getValue().by);
    }
    return new Added(above.add(area(now, from, span.to())), falls || now.signum() < 0);
  }

  private static BigDecimal area(BigDecimal level, Instant from, Instant to) {
    return level.max(BigDecimal.ZERO).multiply(Weighted.micros(to).subtract(Weighted.micros(from)));
  }

  Json toJson() {
    if (full) {
      return Json.of("full");
    }
    List<Json> items = new ArrayList<>(moves.size());
    moves.forEach(
        (at, move) ->
            items.add(
                Json.Obj.EMPTY
                    .with("t", Json.of(at.toString()))
                    .with("v", UsageState.text(move.by))
                    .with("k", Json.of(Long.toString(move.events)))));
    return new Json.Arr(items);
  }

  static @Nullable Steps read(@Nullable Json json) {
    if (!(json instanceof Json.Arr items)) {
      return json == null ? null : FULL;
    }
    TreeMap<Instant, Move> moves = new TreeMap<>();
    for (Json item : items.items()) {
      Json.Obj move = (Json.Obj) item;
      moves.put(
          Instant.parse(Objects.requireNonNull(move.string("t"))),
          new Move(
              new BigDecimal(Objects.requireNonNull(move.string("v"))),
              Long.parseLong(Objects.requireNonNull(move.string("k")))));
    }
    return new Steps(moves, false);
  }
}
