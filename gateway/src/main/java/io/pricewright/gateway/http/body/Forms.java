package io.pricewright.gateway.http.body;

import io.pricewright.rules.id.Id;
import io.pricewright.rules.money.Currency;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The texts of a form that bodies hold. */
final class Forms {
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  static final Parsed TIME =
      new Parsed(
          Forms::time,
          Object::toString,
          Obj.of("type", "string", "format", "date-time"),
          64,
          "not_a_time",
          "Send an RFC 3339 time, such as 2026-01-31T00:00:00Z.",
          "2026-01-31T00:00:00Z",
          Instant.EPOCH,
          false);

  static final Parsed DURATION =
      new Parsed(
          Duration::parse,
          Object::toString,
          Obj.of("type", "string", "format", "duration"),
          Texts.MOST,
          "not_a_duration",
          "Send an ISO 8601 duration, such as P1D or PT2H.",
          "P1D",
          Duration.ZERO,
          false);

  static final Parsed ZONE =
      new Parsed(
          ZoneId::of,
          zone -> ((ZoneId) zone).getId(),
          Obj.of("type", "string"),
          100,
          "not_a_choice",
          "Send an IANA time zone, such as Europe/Berlin.",
          "Europe/Berlin",
          ZoneOffset.UTC,
          false);

  static final Parsed CURRENCY =
      new Parsed(
          Currency::new,
          currency -> ((Currency) currency).code(),
          Obj.of("type", "string", "pattern", "^[A-Za-z]{3}$"),
          3,
          "not_a_currency",
          "Send three letters, such as usd.",
          "usd",
          new Currency("usd"),
          true);

  private Forms() {}

  private static Instant time(String text) {
    Instant at = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw new Parsed.OutOfRange("Send a time between the years 1900 and 9999.");
    }
    return at;
  }

  /** Returns the form of an id, which is a record of its text. */
  static Parsed id(Class<?> type) {
    Constructor<?> make = constructor(type);
    return new Parsed(
        text -> made(make, text),
        id -> ((Id) id).value(),
        Obj.of("type", "string"),
        100,
        "not_an_id",
        "Send an id.",
        "",
        made(make, ""),
        true);
  }

  private static Constructor<?> constructor(Class<?> type) {
    try {
      Constructor<?> make = type.getDeclaredConstructor(String.class);
      make.setAccessible(true);
      return make;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " is no record of a text", e);
    }
  }

  private static Object made(Constructor<?> make, String text) {
    try {
      return make.newInstance(text);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("no id: " + text, e);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot make " + make, e);
    }
  }
}
