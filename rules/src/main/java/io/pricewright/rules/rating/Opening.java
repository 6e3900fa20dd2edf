package io.pricewright.rules.rating;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.usage.Parts;
import io.pricewright.rules.usage.UsageState;
import io.pricewright.rules.usage.Weighted;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The level with which a cell begins, while the events of before are folded, in any order. Not
 * thread-safe.
 */
public final class Opening {
  private final CellModel model;
  private UsageState state;

  /** Begins with nothing held. */
  public Opening(CellModel model) {
    this.model = model;
    this.state = Evaluations.begin(model);
  }

  /** Adds an event if it moved the level before the cell. */
  public void add(Event event) {
    if (Matcher.carried(model, event)) {
      Matcher.hit(model, event).ifPresent(hit -> state = state.plus(hit.contribution()));
    }
  }

  /** Returns what stands, or null when nothing does; groups with nothing are left out. */
  public @Nullable UsageState standing() {
    return switch (state) {
      case Weighted level -> level.sum().signum() == 0 ? null : level;
      case Parts all -> {
        TreeMap<String, Parts.One> left = new TreeMap<>(all.parts());
        left.values().removeIf(one -> ((Weighted) one.state()).sum().signum() == 0);
        yield left.isEmpty() ? null : new Parts(all.type(), all.inSteps(), left);
      }
      default -> null;
    };
  }
}
