package io.pricewright.rules.rating;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.meter.AggregationType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the events of a batch count, in arrival order, and so which cells must be read. */
public final class BatchPlan {
  /** An event, whose it is, what it already has on its receipt, and where it counts now. */
  record Line(
      io.pricewright.rules.event.Event event,
      @Nullable CustomerNo customerNo,
      List<Entry> kept,
      Match match) {}

  private final List<Line> lines = new ArrayList<>();
  private final Map<CellKey, List<Hit>> byCell = new LinkedHashMap<>();

  /** Adds an event that is new. */
  public void add(
      io.pricewright.rules.event.Event event, @Nullable CustomerNo customerNo, Match match) {
    add(event, customerNo, List.of(), match);
  }

  /** Adds a stored event that keeps some entries of its receipt. */
  public void add(
      io.pricewright.rules.event.Event event,
      @Nullable CustomerNo customerNo,
      List<Entry> kept,
      Match match) {
    lines.add(new Line(event, customerNo, kept, match));
    match.hits().forEach(hit -> byCell.computeIfAbsent(hit.key(), k -> new ArrayList<>()).add(hit));
  }

  List<Line> lines() {
    return lines;
  }

  /** Returns the hits of each cell, in arrival order. */
  public Map<CellKey, List<Hit>> hitsByCell() {
    return byCell;
  }

  /** Returns the cells that are touched, with the aggregation that reads their state. */
  public Map<CellKey, AggregationType> cells() {
    Map<CellKey, AggregationType> cells = new HashMap<>();
    byCell.forEach(
        (key, hits) -> cells.put(key, hits.getFirst().cell().meter().aggregation().type()));
    return cells;
  }

  /** Returns what prices the touched cells into which a level is carried. */
  public List<CellModel> carrying() {
    List<CellModel> carrying = new ArrayList<>(0);
    for (List<Hit> hits : byCell.values()) {
      CellModel model = hits.getFirst().cell();
      if (model.carries()) {
        carrying.add(model);
      }
    }
    return carrying;
  }

  /** Returns the events, with whose they are. */
  public List<Of> events() {
    return lines.stream().map(line -> new Of(line.event(), line.customerNo())).toList();
  }

  /** An event and whose it is. */
  public record Of(io.pricewright.rules.event.Event event, @Nullable CustomerNo customerNo) {}

  /** Returns the distinct values that are touched in COUNT_UNIQUE cells. */
  public Map<CellKey, Set<EventKey>> distinctValues() {
    Map<CellKey, Set<EventKey>> values = new HashMap<>();
    byCell.forEach(
        (key, hits) -> {
          for (Hit hit : hits) {
            EventKey unique = hit.contribution().unique();
            if (unique != null) {
              values.computeIfAbsent(key, k -> new HashSet<>()).add(unique);
            }
          }
        });
    return values;
  }
}
