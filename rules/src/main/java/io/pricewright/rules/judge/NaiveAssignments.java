package io.pricewright.rules.judge;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.subscription.Assignment;
import io.pricewright.rules.subscription.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What rollouts change, instant by instant: at each instant where anything begins or ends, who
 * holds.
 */
final class NaiveAssignments {
  private NaiveAssignments() {}

  /** Replaces the versions in force and their starts by those that hold with the assignments. */
  static void lay(
      List<Assignment> assignments,
      List<PriceVersion> versions,
      Interval span,
      List<PriceVersion> inForce,
      List<Instant> starts) {
    TreeSet<Instant> instants = new TreeSet<>(starts);
    for (Assignment one : assignments) {
      instants.add(one.from());
      if (one.to() != null) {
        instants.add(one.to());
      }
    }
    List<PriceVersion> holds = new ArrayList<>();
    List<Instant> since = new ArrayList<>();
    for (Instant at : instants) {
      if (at.isBefore(span.from()) || !at.isBefore(span.to())) {
        continue;
      }
      PriceVersion now = inForce.getFirst();
      for (int i = 0; i < starts.size(); i++) {
        now = starts.get(i).isAfter(at) ? now : inForce.get(i);
      }
      for (Assignment one : assignments) {
        if (one.holds(at)) {
          now =
              versions.stream().filter(v -> v.id().equals(one.priceId())).findFirst().orElseThrow();
        }
      }
      if (holds.isEmpty() || !holds.getLast().id().equals(now.id())) {
        holds.add(now);
        since.add(at);
      }
    }
    inForce.clear();
    inForce.addAll(holds);
    starts.clear();
    starts.addAll(since);
  }
}
