package io.pricewright.rules.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times are read as the JDK reads them, and cut to microseconds. */
class EventTimeTest {
  @Test
  void timesAreReadAsTheJdkReadsThem() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 8_000_000_000L))
              .plusNanos(random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
      String text = instant.toString();
      String cut = random.nextBoolean() ? text : mutated(text, random);
      assertEquals(byJdk(cut), read(cut), () -> "seed " + seed + ": " + cut);
    }
  }

  @Test
  void everyNumberOfDecimalsIsRead() {
    for (String text :
        List.of(
            "2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00.Z",
            "2026-01-31T12:00:00.1Z",
            "2026-01-31T12:00:00.12345Z",
            "2026-01-31T12:00:00.1234567Z",
            "2026-01-31T12:00:00.123456789Z",
            "2026-01-31T12:00:00.1234567890Z",
            "2026-02-29T12:00:00Z",
            "2024-02-29T23:59:60Z",
            "2024-02-29T24:00:00Z",
            "2024-02-29T12:00:00+02:00",
            "0000-01-01T00:00:00Z",
            "")) {
      assertEquals(byJdk(text), read(text), text);
    }
  }

  private static String mutated(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    out.setCharAt(random.nextInt(out.length()), "0123456789-:TZ.+".charAt(random.nextInt(16)));
    return out.toString();
  }

  private static String read(String text) {
    try {
      return EventTime.parse(text).toString();
    } catch (DateTimeException e) {
      return "refused";
    }
  }

  private static String byJdk(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS).toString();
    } catch (DateTimeException e) {
      return "refused";
    }
  }
}
