package io.pricewright.gateway.invoice;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one customer is asked, written from the rule: at each monthly boundary the fees that begin
 * or are over there, and of every month that is over what its usage costs in whole cents, less what
 * was asked of it. A document with usage is made an hour after its boundary, of what is known then.
 */
final class NaiveBilling {
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final BigInteger HALF = BigInteger.valueOf(5_000);
  private static final BigInteger CENT = BigInteger.valueOf(10_000);

  private final String name;
  private final Instant start;
  private final long micros;
  private final List<Fee> fees = new ArrayList<>();
  private final List<Used> used = new ArrayList<>();
  private final List<String> documents = new ArrayList<>();

  // By month: micros of a unit of money, and cents, that were asked of its usage.
  private final Map<Integer, BigInteger> exact = new TreeMap<>();
  private final Map<Integer, BigInteger> cents = new TreeMap<>();

  private String subscription = "";
  private @Nullable Instant end;
  private int next;
  private boolean over;

  private record Fee(int cents, boolean inAdvance) {}

  private record Used(String event, Instant at, int n) {}

  NaiveBilling(String name, Instant start, long micros) {
    this.name = name;
    this.start = start;
    this.micros = micros;
  }

  String name() {
    return name;
  }

  Instant start() {
    return start;
  }

  String subscription() {
    return subscription;
  }

  void subscription(String id) {
    subscription = id;
  }

  void fee(int ofCents, boolean inAdvance) {
    fees.add(new Fee(ofCents, inAdvance));
  }

  boolean runs(Instant at) {
    return at.isAfter(start) && end == null;
  }

  void end(Instant at) {
    end = at;
  }

  int used() {
    return used.size();
  }

  void use(String event, Instant at, int n) {
    used.add(new Used(event, at, n));
  }

  String takeBack(int i) {
    return used.remove(i).event();
  }

  List<String> documents() {
    return documents;
  }

  /** The k-th boundary: the same day and time k months later, or the last day before it. */
  private Instant boundary(int k) {
    LocalDateTime from = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
    int months = from.getYear() * 12 + from.getMonthValue() - 1 + k;
    int year = months / 12;
    int month = months % 12;
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int days = month == 1 && leap ? 29 : DAYS[month];
    return LocalDateTime.of(
            year,
            month + 1,
            Math.min(days, from.getDayOfMonth()),
            from.getHour(),
            from.getMinute(),
            from.getSecond())
        .toInstant(ZoneOffset.UTC);
  }

  /** Makes what is due by a time. */
  void until(Instant now) {
    while (!over) {
      Instant planned = boundary(next);
      Instant ends = end;
      boolean last = ends != null && !planned.isBefore(ends);
      Instant boundary = ends != null && last ? ends : planned;
      Instant at = next == 0 ? boundary : boundary.plusSeconds(3_600);
      if (at.isAfter(now)) {
        return;
      }
      List<String> lines = new ArrayList<>();
      for (Fee fee : fees) {
        if (fee.inAdvance() ? !last : next > 0) {
          lines.add("fixed " + text(BigInteger.valueOf(fee.cents())));
        }
      }
      for (int month = 0; month < next; month++) {
        usage(lines, month);
      }
      if (!lines.isEmpty()) {
        // The first is for the time that it asks in advance.
        Instant until = next == 0 ? boundary(1) : boundary;
        documents.add("%s %s".formatted(until, lines.stream().sorted().toList()));
      }
      over = last;
      next++;
    }
  }

  private void usage(List<String> lines, int month) {
    long n = 0;
    for (Used one : used) {
      boolean after = !one.at().isBefore(boundary(month));
      if (after && one.at().isBefore(boundary(month + 1))) {
        n += one.n();
      }
    }
    BigInteger due = BigInteger.valueOf(n).multiply(BigInteger.valueOf(micros));
    BigInteger dueCents = due.add(HALF).divide(CENT);
    BigInteger asked = exact.getOrDefault(month, BigInteger.ZERO);
    BigInteger askedCents = cents.getOrDefault(month, BigInteger.ZERO);
    if (!due.equals(asked)) {
      lines.add("usage " + text(dueCents.subtract(askedCents)));
      exact.put(month, due);
      cents.put(month, dueCents);
    }
  }

  private static String text(BigInteger ofCents) {
    String digits = "%03d".formatted(ofCents.abs());
    String text =
        digits.substring(0, digits.length() - 2) + "." + digits.substring(digits.length() - 2);
    while (text.endsWith("0")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1);
    }
    return (ofCents.signum() < 0 ? "-" : "") + text;
  }
}
