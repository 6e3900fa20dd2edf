package io.pricewright.rules.rating;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.json.JsonText;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.BucketSize;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.Part;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.usage.Parts;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What buckets and groups change: the span of a cell, the distinct values, what a script sees. */
final class Parted {
  private Parted() {}

  /** Returns the bucket of a part within its period, or the period where there is none. */
  static Interval span(Meter meter, String part, Interval period) {
    BucketSize size = meter.aggregation().bucketSize();
    Instant begin = Part.parse(part).bucket();
    if (size == null || begin == null) {
      return period;
    }
    Interval bucket = size.spanOf(begin);
    return new Interval(
        bucket.from().isBefore(period.from()) ? period.from() : bucket.from(),
        bucket.to().isAfter(period.to()) ? period.to() : bucket.to());
  }

  /** Returns the key of a distinct value, apart for each part that one cell holds. */
  static @Nullable EventKey unique(@Nullable EventKey value, String part) {
    return value == null || part.isEmpty()
        ? value
        : EventKey.of(part + '\n' + java.util.HexFormat.of().formatHex(value.bytes()));
  }

  /** Writes all parts as the script sees them: {@code ,"cells":[{bucket, group, quantity}]}. */
  static void cells(
      Parts parts, Aggregation aggregation, Interval period, Instant until, StringBuilder out) {
    out.append(",\"cells\":");
    char before = '[';
    for (var entry : parts.parts().entrySet()) {
      Part part = Part.parse(entry.getKey());
      out.append(before).append("{\"bucket\":");
      text(part.bucket() == null ? null : part.bucket().toString(), out);
      out.append(",\"group\":");
      text(part.group(), out);
      UsageState state = entry.getValue().state();
      BigDecimal quantity = state.quantity(aggregation, period, until);
      out.append(",\"quantity\":\"").append(quantity.toPlainString()).append("\"}");
      before = ',';
    }
    out.append(before == '[' ? "[]" : "]");
  }

  /** Writes what a cell of one part says of itself in the script's context. */
  static void context(CellModel cell, StringBuilder out) {
    Part part = Part.parse(cell.key().part());
    if (part.bucket() != null) {
      Interval span = span(cell.meter(), cell.key().part(), cell.period());
      out.append(",\"bucket\":{\"start\":\"").append(span.from());
      out.append("\",\"end\":\"").append(span.to()).append("\"}");
    }
    if (part.group() != null) {
      out.append(",\"group\":");
      text(part.group(), out);
    }
  }

  private static void text(@Nullable String value, StringBuilder out) {
    if (value == null) {
      out.append("null");
    } else {
      JsonText.writeString(value, out);
    }
  }
}
