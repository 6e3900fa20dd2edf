package io.pricewright.rules.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Reads RFC 3339 times, cut to microseconds. */
final class EventTime {
  private static final int SECOND_END = 19;
  private static final String SHAPE = "0000-00-00T00:00:00";

  private EventTime() {}

  /**
   * Returns the instant of a text.
   *
   * @throws DateTimeException when it is not a time with offset
   */
  static Instant parse(String text) {
    return isUtc(text)
        ? utc(text)
        : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns whether a text is {@code yyyy-MM-ddTHH:mm:ss}, up to nine decimals, and Z. */
  private static boolean isUtc(String text) {
    int last = text.length() - 1;
    if (last < SECOND_END || last > SECOND_END + 10 || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < SECOND_END; i++) {
      if (SHAPE.charAt(i) == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != SHAPE.charAt(i)) {
        return false;
      }
    }
    if (last == SECOND_END) {
      return true;
    }
    for (int i = SECOND_END + 1; i < last; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.charAt(SECOND_END) == '.' && last > SECOND_END + 1;
  }

  private static Instant utc(String text) {
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECOND_END);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("no such time of day");
    }
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    return Instant.ofEpochSecond(
        day * 86_400 + hour * 3_600L + minute * 60L + second, micros(text) * 1_000L);
  }

  /** Returns the first six decimals of the second, as microseconds. */
  private static int micros(String text) {
    int end = Math.min(text.length() - 1, SECOND_END + 7);
    int micros = end > SECOND_END ? number(text, SECOND_END + 1, end) : 0;
    for (int i = Math.max(end, SECOND_END + 1); i < SECOND_END + 7; i++) {
      micros *= 10;
    }
    return micros;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
