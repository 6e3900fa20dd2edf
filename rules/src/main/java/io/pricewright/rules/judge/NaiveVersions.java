package io.pricewright.rules.judge;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.Assignment;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Which version holds when: asked at each instant at which anything begins or ends. */
final class NaiveVersions {
  private NaiveVersions() {}

  /**
   * A version, or several equal ones, from an instant to another.
   *
   * @param monotone whether one of them states that law
   */
  record Held(Instant from, Instant to, PriceVersion price, boolean monotone) {
    boolean has(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /** Returns who holds within a part of a period, as far as the line item runs. */
  static List<Held> of(LineItem item, List<PriceVersion> versions, Interval period, Interval part) {
    Interval life = cut(period, item.start(), item.end() == null ? period.to() : item.end());
    Interval own = cut(part, item.start(), item.end() == null ? part.to() : item.end());
    TreeSet<Instant> instants = new TreeSet<>();
    instants.add(life.from());
    versions.forEach(v -> instants.add(Objects.requireNonNullElse(v.effectiveFrom(), life.from())));
    for (Assignment one : item.assignments()) {
      instants.add(one.from());
      instants.add(Objects.requireNonNullElse(one.to(), one.from()));
    }
    List<Held> all = new ArrayList<>();
    for (Instant at : instants) {
      if (!life.contains(at)) {
        continue;
      }
      PriceVersion now = at(item, versions, at);
      Held last = all.isEmpty() ? null : all.removeLast();
      if (last == null) {
        all.add(new Held(at, life.to(), now, now.script().monotone()));
      } else if (each(now) != each(last.price)) {
        all.add(last);
      } else if (equal(now, last.price)) {
        all.add(
            new Held(last.from, life.to(), last.price, last.monotone || now.script().monotone()));
      } else {
        all.add(new Held(last.from, at, last.price, last.monotone));
        all.add(new Held(at, life.to(), now, now.script().monotone()));
      }
    }
    List<Held> inside = new ArrayList<>();
    for (Held one : all) {
      Instant from = one.from.isAfter(own.from()) ? one.from : own.from();
      Instant to = one.to.isBefore(own.to()) ? one.to : own.to();
      if (from.isBefore(to)) {
        inside.add(new Held(from, to, one.price, one.monotone));
      }
    }
    return inside;
  }

  private static Interval cut(Interval span, Instant from, Instant to) {
    return new Interval(
        from.isAfter(span.from()) ? from : span.from(), to.isBefore(span.to()) ? to : span.to());
  }

  private static PriceVersion at(LineItem item, List<PriceVersion> versions, Instant at) {
    if (item.pinnedPriceId() != null) {
      PriceVersion pinned =
          versions.stream()
              .filter(v -> v.id().equals(item.pinnedPriceId()))
              .findFirst()
              .orElseThrow();
      return item.overrideParams() == null ? pinned : pinned.withParams(item.overrideParams());
    }
    PriceVersion now = versions.getFirst();
    for (PriceVersion version : versions) {
      Instant from = version.effectiveFrom();
      now = from == null || !from.isAfter(at) ? version : now;
    }
    for (Assignment one : item.assignments()) {
      if (one.holds(at)) {
        now = versions.stream().filter(v -> v.id().equals(one.priceId())).findFirst().orElseThrow();
      }
    }
    return now;
  }

  static boolean each(PriceVersion price) {
    return price.script().kind() == ScriptKind.PER_EVENT;
  }

  private static boolean equal(PriceVersion one, PriceVersion other) {
    BigDecimal first = one.bounds().maximum();
    BigDecimal second = other.bounds().maximum();
    return one.script().sha256().equals(other.script().sha256())
        && JsonReader.parse(one.params()).equals(JsonReader.parse(other.params()))
        && one.bounds().freeEvents() == other.bounds().freeEvents()
        && (first == null) == (second == null)
        && (first == null || second == null || first.compareTo(second) == 0);
  }
}
