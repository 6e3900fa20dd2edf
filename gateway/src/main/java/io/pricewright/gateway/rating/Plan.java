package io.pricewright.gateway.rating;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.rating.BatchPlan;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Hit;
import io.pricewright.rules.rating.Match;
import io.pricewright.rules.rating.RatedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch is to do with cells.
 *
 * @param cause what its charges say of their cause
 * @param additions events and the cells they are added to
 * @param removed the event that is taken out of its cells, or null
 * @param hits that event on the cells it is in
 * @param counted cells that are counted again
 */
public record Plan(
    Cause cause,
    BatchPlan additions,
    @Nullable RatedEvent removed,
    List<Hit> hits,
    List<CellModel> counted) {

  /** Adds events to cells. */
  public static Plan add(BatchPlan additions, Cause cause) {
    return new Plan(cause, additions, null, List.of(), List.of());
  }

  /** Takes a stored event out of the cells that its receipt says it is in. */
  public static Plan remove(RatedEvent event, List<Hit> hits) {
    return new Plan(Cause.VOID, new BatchPlan(), event, hits, List.of());
  }

  /** Counts a cell again. */
  public static Plan recount(CellModel model) {
    return new Plan(Cause.RECOUNT, new BatchPlan(), null, List.of(), List.of(model));
  }

  /** Returns the cells that are read, with the aggregation that reads their state. */
  Map<CellKey, AggregationType> cells() {
    Map<CellKey, AggregationType> cells = new HashMap<>(touched().cells());
    counted.forEach(model -> cells.put(model.key(), model.meter().aggregation().type()));
    return cells;
  }

  /** Returns the distinct values that are read; of cells that are counted again, none. */
  Map<CellKey, Set<EventKey>> distinctValues() {
    return touched().distinctValues();
  }

  private BatchPlan touched() {
    if (removed == null) {
      return additions;
    }
    BatchPlan taken = new BatchPlan();
    taken.add(removed.event(), removed.customerNo(), new Match(hits, List.of(), null));
    return taken;
  }
}
