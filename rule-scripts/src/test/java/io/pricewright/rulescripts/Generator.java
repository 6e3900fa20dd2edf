package io.pricewright.rulescripts;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes usage, prices and events at random; a seed repeats them. */
record Generator(Random random) {
  /** Returns a decimal from 0 of up to so many decimals; zero now and then. */
  BigDecimal decimal(int maxScale) {
    return random.nextInt(20) == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(random.nextLong(100_000_000L), random.nextInt(maxScale + 1));
  }

  /** Returns a small decimal above zero. */
  BigDecimal positive(int maxScale) {
    return BigDecimal.valueOf(1 + random.nextLong(1_000_000L), random.nextInt(maxScale + 1));
  }

  /** Returns the bound, a trifle below it, a trifle above it, or any decimal. */
  BigDecimal around(BigDecimal bound) {
    BigDecimal trifle = BigDecimal.ONE.movePointLeft(random.nextInt(13));
    return switch (random.nextInt(5)) {
      case 0 -> bound;
      case 1 -> bound.subtract(trifle).max(BigDecimal.ZERO);
      case 2 -> bound.add(trifle);
      default -> decimal(6);
    };
  }

  boolean flip() {
    return random.nextBoolean();
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** Returns the value or null. */
  <T> @Nullable T maybe(T value) {
    return random.nextBoolean() ? value : null;
  }

  /** Returns a moment of the years 2020 to 2030, often a full hour, often without a fraction. */
  Instant moment() {
    long seconds = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
    long at = seconds + random.nextLong(10L * 365 * 86_400);
    at = flip() ? at - at % 3_600 : at;
    return Instant.ofEpochSecond(at, flip() ? 0 : random.nextInt(1_000_000) * 1_000L);
  }

  /** Returns a JSON object of names and values; decimals become texts, nulls are left out. */
  static Json.Obj object(@Nullable Object... pairs) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      if (value != null) {
        fields.put(String.valueOf(pairs[i]), json(value));
      }
    }
    return new Json.Obj(fields);
  }

  private static Json json(Object value) {
    return switch (value) {
      case Json json -> json;
      case BigDecimal number -> Json.of(number.toPlainString());
      case Boolean truth -> Json.of(truth);
      case List<?> items -> new Json.Arr(items.stream().<Json>map(Generator::json).toList());
      default -> Json.of(value.toString());
    };
  }
}
