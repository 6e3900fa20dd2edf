package io.pricewright.rules.rating;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A cell: its usage by segment, and what is booked for it. The booked amount is always the latest
 * price of its usage; a charge is the difference.
 *
 * @param key which cell
 * @param period from its key to the end of the billing period, or of all time
 * @param currency of its amounts
 * @param segments by start
 * @param booked sum of all charges of this cell
 */
public record Cell(
    CellKey key,
    Interval period,
    Currency currency,
    Map<Instant, SegmentState> segments,
    BigDecimal booked) {
  public Cell {
    segments = Collections.unmodifiableMap(new TreeMap<>(segments));
  }

  /** Returns a cell with no usage. */
  public static Cell empty(CellKey key, Interval period, Currency currency) {
    return new Cell(key, period, currency, Map.of(), BigDecimal.ZERO);
  }

  /**
   * Returns how much was used, as its meter counts.
   *
   * @param whole the clock's period of which it is, which a level that is held is measured by
   */
  public BigDecimal quantity(Aggregation aggregation, Interval whole) {
    return segments.values().stream()
        .map(SegmentState::usage)
        .reduce(UsageState::merge)
        .map(usage -> usage.quantity(aggregation, whole, whole.to()))
        .orElse(BigDecimal.ZERO);
  }

  /** Returns the segments as compact JSON. */
  public String stateText() {
    List<Json> items = new ArrayList<>();
    segments.forEach((start, segment) -> items.add(json(start, segment)));
    return new Json.Arr(items).text();
  }

  private static Json.Obj json(Instant start, SegmentState segment) {
    Json.Obj json =
        segment
            .usage()
            .toJson()
            .with("from", Json.of(start.toString()))
            .with("own", Json.of(Money.plain(segment.own()).toPlainString()));
    return segment.free().isEmpty()
        ? json
        : json.with("free", new Json.Arr(segment.free().stream().map(FreeEvent::toJson).toList()));
  }

  /** Reads what {@link #stateText} wrote. */
  public static Map<Instant, SegmentState> parseState(AggregationType type, String text) {
    Map<Instant, SegmentState> segments = new TreeMap<>();
    for (Json item : ((Json.Arr) JsonReader.parse(text)).items()) {
      Json.Obj json = (Json.Obj) item;
      segments.put(
          Instant.parse(Objects.requireNonNull(json.string("from"))),
          new SegmentState(
              UsageState.fromJson(type, json),
              new BigDecimal(Objects.requireNonNull(json.string("own"))),
              json.get("free") instanceof Json.Arr free
                  ? free.items().stream().map(FreeEvent::read).toList()
                  : List.of()));
    }
    return segments;
  }
}
