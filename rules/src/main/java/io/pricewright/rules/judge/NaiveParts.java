package io.pricewright.rules.judge;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.BucketSize;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Buckets and groups by calendar arithmetic and plain lists. */
final class NaiveParts {
  private NaiveParts() {}

  /** Returns the events by the text of their part, or all of them under the empty text. */
  static Map<String, List<Event>> of(Meter meter, List<Event> apart, List<Event> all) {
    Map<String, List<Event>> parts = new TreeMap<>();
    if (apart.isEmpty() && !all.isEmpty()) {
      parts.put("", all);
    }
    apart.forEach(e -> parts.computeIfAbsent(part(meter, e), p -> new ArrayList<>()).add(e));
    return parts;
  }

  /** Returns the text of an event's part. */
  static String part(Meter meter, Event event) {
    BucketSize size = meter.aggregation().bucketSize();
    String bucket = size == null ? "" : begin(size, event.occurredAt()).toString();
    String path = meter.aggregation().groupBy();
    return path == null ? bucket : bucket + "|" + group(event, path);
  }

  private static String group(Event event, String path) {
    return switch (event.properties().at(path)) {
      case null -> "";
      case Json.Str text -> text.value();
      case Json.Num number -> Money.plain(number.value()).toPlainString();
      case Json other -> other.text();
    };
  }

  private static Instant begin(BucketSize size, Instant at) {
    OffsetDateTime day =
        at.atOffset(ZoneOffset.UTC).toLocalDate().atStartOfDay().atOffset(ZoneOffset.UTC);
    return switch (size) {
      case MONTH -> day.withDayOfMonth(1).toInstant();
      case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L).toInstant();
      case DAY -> day.toInstant();
      default -> {
        Duration length = length(size);
        Instant bucket = day.toInstant();
        while (!bucket.plus(length).isAfter(at)) {
          bucket = bucket.plus(length);
        }
        yield bucket;
      }
    };
  }

  private static Duration length(BucketSize size) {
    return switch (size) {
      case MINUTE -> Duration.ofMinutes(1);
      case QUARTER -> Duration.ofMinutes(15);
      case HALF_HOUR -> Duration.ofMinutes(30);
      case HOUR -> Duration.ofHours(1);
      case THREE_HOURS -> Duration.ofHours(3);
      case SIX_HOURS -> Duration.ofHours(6);
      case TWELVE_HOURS -> Duration.ofHours(12);
      case DAY, WEEK, MONTH -> throw new IllegalArgumentException("not a fixed length: " + size);
    };
  }

  private static Instant end(BucketSize size, Instant begin) {
    OffsetDateTime from = begin.atOffset(ZoneOffset.UTC);
    return switch (size) {
      case MONTH -> from.plusMonths(1).toInstant();
      case WEEK -> from.plusDays(7).toInstant();
      case DAY -> from.plusDays(1).toInstant();
      default -> begin.plus(length(size));
    };
  }

  private static @Nullable Instant bucket(Meter meter, String part) {
    String text = part.split("\\|", 2)[0];
    return meter.aggregation().bucketSize() == null || text.isEmpty() ? null : Instant.parse(text);
  }

  /** Returns the bucket of a part cut to the period, or the period. */
  static Interval span(Meter meter, String part, Interval period) {
    Instant from = bucket(meter, part);
    BucketSize size = meter.aggregation().bucketSize();
    if (from == null || size == null) {
      return period;
    }
    Instant to = end(size, from);
    return new Interval(
        from.isAfter(period.from()) ? from : period.from(),
        to.isBefore(period.to()) ? to : period.to());
  }

  /** Returns the context with what a part adds to it. */
  static Json.Obj context(Json.Obj context, Meter meter, String part, Interval period) {
    Json.Obj full = context;
    if (bucket(meter, part) != null) {
      Interval span = span(meter, part, period);
      full =
          full.with(
              "bucket",
              Json.Obj.EMPTY
                  .with("start", Json.of(span.from().toString()))
                  .with("end", Json.of(span.to().toString())));
    }
    return part.contains("|") ? full.with("group", Json.of(part.split("\\|", 2)[1])) : full;
  }

  /** Returns what a script that sees all parts is given. */
  static Json.Obj subject(Meter meter, List<Event> events, Interval period, Instant until) {
    Map<String, BigDecimal> quantities = new TreeMap<>();
    of(meter, events, events)
        .forEach((part, own) -> quantities.put(part, NaiveUsage.of(meter, own, period, until)));
    return subject(meter, quantities);
  }

  /** Returns what a script that sees all parts is given, of the quantity of each. */
  static Json.Obj subject(Meter meter, Map<String, BigDecimal> quantities) {
    BigDecimal total = BigDecimal.ZERO;
    List<Json> cells = new ArrayList<>();
    for (Map.Entry<String, BigDecimal> part : new TreeMap<>(quantities).entrySet()) {
      BigDecimal quantity = part.getValue();
      total = total.add(quantity);
      Instant bucket = bucket(meter, part.getKey());
      String[] group = part.getKey().split("\\|", 2);
      cells.add(
          Json.Obj.EMPTY
              .with("bucket", Json.of(bucket == null ? null : bucket.toString()))
              .with("group", Json.of(group.length == 2 ? group[1] : null))
              .with("quantity", Json.of(Money.plain(quantity).toPlainString())));
    }
    return Json.Obj.EMPTY
        .with("quantity", Json.of(Money.plain(total).toPlainString()))
        .with("cells", new Json.Arr(cells));
  }
}
