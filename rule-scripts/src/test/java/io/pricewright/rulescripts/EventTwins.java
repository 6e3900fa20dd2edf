package io.pricewright.rulescripts;

import static io.pricewright.rulescripts.Generator.object;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The per-event models but llm-tokens. */
final class EventTwins {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private EventTwins() {}

  static Map<String, Twin> all() {
    return Map.of(
        "percentage-per-transaction", EventTwins::transaction,
        "matrix", EventTwins::matrix,
        "dynamic", EventTwins::dynamic,
        "credits-per-action", EventTwins::credits,
        "time-of-day", EventTwins::timeOfDay,
        "video-seconds", EventTwins::video,
        "images", EventTwins::images);
  }

  private static Twin.Case transaction(Generator g) {
    BigDecimal percent = g.positive(5);
    BigDecimal fixed = g.maybe(g.decimal(2));
    BigDecimal minimum = g.maybe(g.positive(2));
    BigDecimal maximum = g.maybe(Twin.orZero(minimum).add(g.positive(2)));
    BigDecimal bound = Twin.above(Twin.orZero(g.flip() ? minimum : maximum), fixed);
    BigDecimal quantity =
        g.around(bound.multiply(new BigDecimal(100)).divide(percent, 12, RoundingMode.HALF_UP));
    BigDecimal fee = quantity.multiply(percent).multiply(Twin.PERCENT).add(Twin.orZero(fixed));
    return Twin.event(
        quantity,
        object(),
        NOON,
        object("percentage", percent, "fixed_fee", fixed, "minimum", minimum, "maximum", maximum),
        quantity.signum() == 0 ? BigDecimal.ZERO : Twin.between(fee, minimum, maximum));
  }

  private static Twin.Case matrix(Generator g) {
    String region = g.oneOf(List.of("eu", "us", "ap"));
    String size = g.oneOf(List.of("1", "2"));
    BigDecimal quantity = g.decimal(6);
    BigDecimal other = g.decimal(6);
    BigDecimal expected = other;
    List<Json> cells = new ArrayList<>();
    for (int i = 1 + g.upTo(6); i > 0; i--) {
      String inRegion = g.maybe(g.oneOf(List.of("eu", "us", "ap")));
      String ofSize = inRegion == null || g.flip() ? g.oneOf(List.of("1", "2")) : null;
      BigDecimal unit = g.decimal(6);
      cells.add(0, object("when", object("region", inRegion, "size", ofSize), "unit_amount", unit));
      boolean fits =
          (inRegion == null || inRegion.equals(region)) && (ofSize == null || ofSize.equals(size));
      expected = fits ? unit : expected;
    }
    return Twin.event(
        quantity,
        object("region", region, "size", size),
        NOON,
        object("cells", cells, "default_unit_amount", other),
        quantity.multiply(expected));
  }

  private static Twin.Case dynamic(Generator g) {
    BigDecimal amount = g.decimal(9);
    BigDecimal markup = g.maybe(g.decimal(8));
    return Twin.event(
        g.decimal(3),
        object("amount", amount),
        NOON,
        object("markup_percentage", markup),
        amount.multiply(BigDecimal.ONE.add(Twin.orZero(markup).movePointLeft(2))));
  }

  private static Twin.Case credits(Generator g) {
    BigDecimal listed = g.decimal(3);
    BigDecimal other = g.decimal(3);
    BigDecimal creditPrice = g.decimal(6);
    BigDecimal quantity = g.decimal(3);
    String action = g.oneOf(List.of("image", "valueOf"));
    return Twin.event(
        quantity,
        object("action", action),
        NOON,
        object(
            "credits", object("image", listed),
            "credit_price", creditPrice,
            "other_credits", other),
        quantity.multiply(action.equals("image") ? listed : other).multiply(creditPrice));
  }

  private static Twin.Case timeOfDay(Generator g) {
    Instant at = g.moment();
    int offset = g.upTo(1_561) - 720;
    LocalDateTime local = LocalDateTime.ofInstant(at, ZoneOffset.UTC).plusMinutes(offset);
    BigDecimal quantity = g.decimal(6);
    BigDecimal usual = g.decimal(6);
    BigDecimal expected = usual;
    List<Json> bands = new ArrayList<>();
    for (int i = 1 + g.upTo(4); i > 0; i--) {
      List<String> days = DAYS.stream().filter(day -> g.flip()).toList();
      LocalTime from = near(g, local);
      LocalTime to = near(g, local);
      BigDecimal unit = g.decimal(6);
      bands.add(
          0, object("name", "band", "days", days, "from", from, "to", to, "unit_amount", unit));
      expected = days.contains(day(local)) && within(local, from, to) ? unit : expected;
    }
    return Twin.event(
        quantity,
        object(),
        at,
        object(
            "unit_amount", usual,
            "utc_offset_minutes", String.valueOf(offset),
            "bands", bands),
        quantity.multiply(expected));
  }

  /** Returns the event's own minute, one beside it, or any. */
  private static LocalTime near(Generator g, LocalDateTime event) {
    return g.flip()
        ? event.toLocalTime().withSecond(0).withNano(0).plusMinutes(g.upTo(3) - 1L)
        : LocalTime.of(g.upTo(24), g.flip() ? 0 : g.upTo(60));
  }

  private static String day(LocalDateTime at) {
    return at.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private static boolean within(LocalDateTime at, LocalTime from, LocalTime to) {
    int past = (at.toLocalTime().toSecondOfDay() - from.toSecondOfDay() + 86_400) % 86_400;
    int length = (to.toSecondOfDay() - from.toSecondOfDay() + 86_400) % 86_400;
    return past < (length == 0 ? 86_400 : length);
  }

  private static Twin.Case video(Generator g) {
    BigDecimal first = g.decimal(4);
    BigDecimal second = g.decimal(4);
    boolean high = g.flip();
    BigDecimal minimum = g.maybe(g.positive(2));
    BigDecimal seconds = g.around(Twin.orZero(minimum));
    BigDecimal paid = seconds.signum() == 0 ? seconds : seconds.max(Twin.orZero(minimum));
    Json low = object("mode", "pro", "resolution", "720p", "per_second", first);
    Json tall = object("mode", "pro", "resolution", "1080p", "per_second", second);
    return Twin.event(
        seconds,
        object("mode", "pro", "resolution", high ? "1080p" : "720p"),
        NOON,
        object("prices", List.of(low, tall), "minimum_seconds", minimum),
        paid.multiply(high ? second : first));
  }

  private static Twin.Case images(Generator g) {
    BigDecimal first = g.decimal(4);
    BigDecimal second = g.decimal(4);
    boolean mine = g.flip();
    BigDecimal quantity = BigDecimal.valueOf(g.upTo(100));
    Json named = object("model", "mine", "size", "1", "quality", "hd", "per_image", first);
    Json any = object("size", "1", "quality", "hd", "per_image", second);
    return Twin.event(
        quantity,
        object("model", mine ? "mine" : "other", "size", "1", "quality", "hd"),
        NOON,
        object("prices", List.of(named, any)),
        quantity.multiply(mine ? first : second));
  }
}
