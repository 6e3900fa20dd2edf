package io.pricewright.gateway.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a row's time: ISO 8601, or with a blank for the {@code T}, as {@code 2023-11-16
 * 18:17:03.9799600}, a date alone, its midnight, or since 1970 so many seconds (9 or 10 digits and
 * a fraction), milliseconds (13), microseconds (16) or nanoseconds (19). Without an offset it is
 * UTC. Cut to microseconds.
 */
final class RowTime {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(java.util.Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern SINCE_1970 =
      Pattern.compile("(\\d{9,10})(\\.\\d{1,9})?|\\d{13}|\\d{16}|\\d{19}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private RowTime() {}

  /**
   * Reads a time.
   *
   * @throws IllegalArgumentException when it has another form
   */
  static Instant parse(String text) {
    String bare = text.strip();
    Matcher number = SINCE_1970.matcher(bare);
    if (number.matches()) {
      return since1970(bare, number.group(1) != null);
    }
    try {
      if (DATE.matcher(bare).matches()) {
        return LocalDate.parse(bare).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      TemporalAccessor read = FORM.parseBest(bare, OffsetDateTime::from, LocalDateTime::from);
      Instant at =
          read instanceof OffsetDateTime offset
              ? offset.toInstant()
              : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
      return at.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' is no time".formatted(shortened(text)), e);
    }
  }

  /** The number of digits says the unit: of these years no two have as many. */
  private static Instant since1970(String text, boolean seconds) {
    int decimals = seconds ? 0 : text.length() - 10;
    BigDecimal nanos = new BigDecimal(text).movePointRight(9 - decimals);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.TEN.pow(9));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue())
        .truncatedTo(ChronoUnit.MICROS);
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
