package io.pricewright.rules.judge;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.judge.NaiveVersions.Held;
import io.pricewright.rules.meter.Reading;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** A cell whose events come in order of time: it keeps what its amount is made of, and no event. */
final class NaiveCell implements NaiveFacts {
  private final NaiveJudge judge;
  private final NaiveJudge.World world;
  private final List<Held> held;
  private final boolean together;
  private final boolean each;
  private final List<BigDecimal> alone;
  private final Map<String, NaiveTally> parts = new TreeMap<>();
  private final TreeSet<Instant> bounds = new TreeSet<>();
  private final Map<Instant, BigDecimal> quantities = new HashMap<>();
  private final Map<Instant, Json.Obj> subjects = new HashMap<>();
  private int seen;
  private boolean own;

  /** Makes an empty cell. */
  NaiveCell(NaiveJudge judge, NaiveJudge.World world, List<Held> held, boolean together) {
    this.judge = judge;
    this.world = world;
    this.held = held;
    this.together = together;
    this.each = NaiveVersions.each(held.getFirst().price());
    this.alone = new ArrayList<>(Collections.nCopies(held.size(), BigDecimal.ZERO));
    for (Held one : held) {
      bounds.add(one.from());
      bounds.add(one.to());
    }
  }

  /** Returns whether it has events, and not only what was carried into it. */
  boolean own() {
    return own;
  }

  /** Adds the next event, in order of time and key. */
  void add(Event event, String part, Reading.Counted reading) {
    own = true;
    if (each) {
      alone(event);
    } else {
      freeze(event.occurredAt());
      tally(part).add(event.occurredAt(), reading);
    }
    seen++;
  }

  /** Adds the level of a part that stood when the period began. */
  void carry(Instant begin, String part, BigDecimal level, boolean returns) {
    freeze(begin);
    tally(part).carry(begin, level, returns);
  }

  private NaiveTally tally(String part) {
    return parts.computeIfAbsent(
        together ? part : "", any -> new NaiveTally(world.meter(), world.period(), held));
  }

  private void alone(Event event) {
    for (int i = 0; i < held.size(); i++) {
      Held version = held.get(i);
      if (version.has(event.occurredAt())) {
        BigDecimal amount = judge.alone(version, event, world);
        if (seen >= version.price().bounds().freeEvents()) {
          alone.set(i, alone.get(i).add(amount));
        }
      }
    }
  }

  /** Notes the usage at every bound up to an instant, before what occurs then is added. */
  private void freeze(Instant at) {
    while (!bounds.isEmpty() && !bounds.first().isAfter(at)) {
      Instant bound = bounds.removeFirst();
      if (together) {
        Map<String, BigDecimal> all = new TreeMap<>();
        parts.forEach((part, tally) -> all.put(part, tally.quantity(bound)));
        subjects.put(bound, NaiveParts.subject(world.meter(), all));
      } else {
        quantities.put(bound, tally("").quantity(bound));
      }
    }
  }

  /** Returns what it costs; nothing is added any more. */
  BigDecimal amount() {
    freeze(Instant.MAX);
    return judge.amount(world, held, this);
  }

  @Override
  public List<BigDecimal> eachAlone(List<Held> versions) {
    return alone;
  }

  @Override
  public BigDecimal quantity(Instant before) {
    return Objects.requireNonNull(quantities.get(before));
  }

  @Override
  public Json.Obj together(Instant before) {
    return Objects.requireNonNull(subjects.get(before));
  }

  @Override
  public List<NaiveUsage.Added> added(Held version) {
    return parts.values().stream().map(tally -> tally.added(version)).toList();
  }
}
