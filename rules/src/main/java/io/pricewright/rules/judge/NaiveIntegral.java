package io.pricewright.rules.judge;

import io.pricewright.rules.judge.NaiveVersions.Held;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The level of a meter over time, version by version, from moves in order of time: what {@link
 * NaiveUsage} says of the list of them.
 */
final class NaiveIntegral {
  private static final int MANY = 1_000;

  private final List<Held> held;
  private final List<Segment> segments = new ArrayList<>();
  private BigDecimal level = BigDecimal.ZERO;
  private int now;

  /** The level while one version holds. */
  private static final class Segment {
    private Instant at;
    private BigDecimal whole = BigDecimal.ZERO;
    private BigDecimal above = BigDecimal.ZERO;
    private boolean below;
    private boolean belowAtFirst;
    private boolean returns;
    private int moves;
    private @Nullable Instant last;

    private Segment(Held held) {
      this.at = held.from();
    }

    private void until(Instant to, BigDecimal level, boolean first) {
      BigDecimal area = level.multiply(BigDecimal.valueOf(ChronoUnit.MICROS.between(at, to)));
      whole = whole.add(area);
      above = above.add(area.max(BigDecimal.ZERO));
      below |= level.signum() < 0;
      belowAtFirst |= first && level.signum() < 0;
      at = to;
    }
  }

  NaiveIntegral(List<Held> held) {
    this.held = held;
    held.forEach(one -> segments.add(new Segment(one)));
  }

  /** Moves the level. */
  void move(Instant at, BigDecimal by, boolean returns) {
    advance(at);
    if (now < held.size() && held.get(now).has(at)) {
      Segment segment = segments.get(now);
      segment.moves += at.equals(segment.last) ? 0 : 1;
      segment.last = at;
      segment.returns |= returns;
    }
    level = level.add(by);
  }

  private void advance(Instant at) {
    while (now < held.size() && !held.get(now).to().isAfter(at)) {
      accrue(held.get(now).to());
      now++;
    }
    if (now < held.size() && at.isAfter(segments.get(now).at)) {
      accrue(at);
    }
  }

  private void accrue(Instant to) {
    Segment segment = segments.get(now);
    if (to.isAfter(segment.at)) {
      segment.until(to, level, segment.at.equals(held.get(now).from()));
    }
  }

  /** Returns what was added under a version; ends all of them. */
  NaiveUsage.Added added(int version, long length) {
    advance(Instant.MAX);
    Segment segment = segments.get(version);
    Fraction period = Fraction.of(length);
    return segment.moves > MANY
        ? new NaiveUsage.Added(
            Fraction.of(segment.whole).orZero().by(period), segment.returns || segment.belowAtFirst)
        : new NaiveUsage.Added(Fraction.of(segment.above).by(period), segment.below);
  }
}
