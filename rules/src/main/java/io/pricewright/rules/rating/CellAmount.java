package io.pricewright.rules.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The amounts of a cell's segments while hits are folded in: what each adds, which events are free,
 * and the maximum. With A_0 = 0, segment s brings the amount to A_s = min(A_s-1 + own_s, max(A_s-1,
 * maximum_s)): usage of a segment never lifts the amount above the maximum of its price, and a
 * lower maximum takes nothing back. The events of the whole cell are numbered by time, and one is
 * free whose number is within what the version of its own time lets go free. Not thread-safe.
 */
final class CellAmount {
  private final List<Segment> segments;
  private final int mostFree;
  private final TreeSet<FreeEvent> free;
  private BigDecimal[] own;

  CellAmount(List<Segment> segments) {
    this.segments = segments;
    this.mostFree = mostFree(segments);
    this.free = new TreeSet<>(FreeEvent.EARLIEST);
    this.own = new BigDecimal[segments.size()];
    java.util.Arrays.fill(own, BigDecimal.ZERO);
  }

  /** Returns how many of the earliest events decide about what is free. */
  static int mostFree(List<Segment> segments) {
    return CellRater.perEvent(segments.getFirst())
        ? segments.stream().mapToInt(s -> s.price().bounds().freeEvents()).max().orElse(0)
        : 0;
  }

  private CellAmount(CellAmount other) {
    segments = other.segments;
    mostFree = other.mostFree;
    free = new TreeSet<>(other.free);
    own = other.own.clone();
  }

  CellAmount copy() {
    return new CellAmount(this);
  }

  /** Takes what is stored of a segment. */
  void load(int s, SegmentState stored) {
    own[s] = own[s].add(stored.own());
    free.addAll(stored.free());
  }

  void set(int s, BigDecimal amount) {
    own[s] = amount;
  }

  /** Adds an event that is priced alone. */
  void add(Hit hit, BigDecimal amount) {
    int s = hit.segmentIndex();
    own[s] = own[s].add(amount);
    if (mostFree > 0) {
      free.add(free(hit, amount));
      if (free.size() > mostFree) {
        free.pollLast();
      }
    }
  }

  /** Takes an event out that was priced alone. */
  void subtract(Hit hit, BigDecimal amount) {
    int s = hit.segmentIndex();
    own[s] = own[s].subtract(amount);
    free.remove(free(hit, amount));
  }

  /** Returns whether the next event in order would be free without this one, and is not known. */
  boolean holdsPlace(Hit hit) {
    return free.size() >= mostFree && free.contains(free(hit, BigDecimal.ZERO));
  }

  private static FreeEvent free(Hit hit, BigDecimal amount) {
    return new FreeEvent(hit.contribution().at(), hit.event().key(), amount);
  }

  /** Forgets all amounts. */
  void clear() {
    java.util.Arrays.fill(own, BigDecimal.ZERO);
    free.clear();
  }

  /** Returns what a segment adds, before the maximum and what is free. */
  BigDecimal own(int s) {
    return own[s];
  }

  /** Returns the earliest events that a segment has of them, free or not. */
  List<FreeEvent> earliestIn(int s) {
    if (free.isEmpty()) {
      return List.of();
    }
    List<FreeEvent> inside = new ArrayList<>();
    for (FreeEvent event : free) {
      if (segments.get(s).span().contains(event.at())) {
        inside.add(event);
      }
    }
    return inside;
  }

  /** Returns the amount of the whole cell. */
  BigDecimal total() {
    BigDecimal sum = BigDecimal.ZERO;
    for (int s = 0; s < own.length; s++) {
      BigDecimal next = sum.add(own[s]).subtract(freeOf(segments.get(s)));
      sum = capped(sum, next, segments.get(s).price().bounds().maximum());
    }
    return sum;
  }

  private BigDecimal freeOf(Segment segment) {
    BigDecimal sum = BigDecimal.ZERO;
    int number = 0;
    for (FreeEvent event : free) {
      boolean within = number++ < segment.price().bounds().freeEvents();
      if (within && segment.span().contains(event.at())) {
        sum = sum.add(event.amount());
      }
    }
    return sum;
  }

  /** Returns the amount after a segment's usage, which never lifts it above the maximum. */
  static BigDecimal capped(BigDecimal before, BigDecimal after, @Nullable BigDecimal maximum) {
    return maximum == null ? after : after.min(before.max(maximum));
  }
}
