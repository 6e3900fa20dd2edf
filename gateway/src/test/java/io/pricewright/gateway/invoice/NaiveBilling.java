package io.pricewright.gateway.invoice;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one customer is asked, written from the rule: nothing of a trial; what is asked once, as the
 * time begins that is paid for; at each monthly boundary the fees that begin or are over there, and
 * of every month that is over what its usage costs in whole cents, less what was asked of it. A
 * document with usage is made an hour after its boundary, of what is known then. What a voided
 * document asked stays asked by nobody, until it is recalculated.
 */
final class NaiveBilling {
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final BigInteger HALF = BigInteger.valueOf(5_000);
  private static final BigInteger CENT = BigInteger.valueOf(10_000);

  private final String name;
  private final Instant begin;
  private final Instant start;
  private final long micros;
  private final List<Fee> fees = new ArrayList<>();
  private final List<Used> used = new ArrayList<>();
  private final List<Doc> documents = new ArrayList<>();

  private String subscription = "";
  private @Nullable Instant end;
  private int next;
  private boolean over;
  private int order;
  private int drafted;

  /** A fee, and its quantities by the month from which they count. */
  private record Fee(String price, int cents, Map<Integer, Integer> quantities, Asked asked) {
    BigInteger amount(int ofMonth) {
      int quantity = 0;
      for (int month = 0; month <= ofMonth; month++) {
        quantity = quantities.getOrDefault(month, quantity);
      }
      return BigInteger.valueOf(cents).multiply(BigInteger.valueOf(quantity));
    }
  }

  /** When a fee is asked. */
  enum Asked {
    ADVANCE,
    ARREAR,
    ONCE
  }

  private record Used(String event, Instant at, int n) {}

  /**
   * Makes one.
   *
   * @param begin of the subscription
   * @param start from when on it is paid for: its begin, or a trial's end
   * @param micros what a unit of usage costs, in millionths
   */
  NaiveBilling(String name, Instant begin, Instant start, long micros) {
    this.name = name;
    this.begin = begin;
    this.start = start;
    this.micros = micros;
  }

  String name() {
    return name;
  }

  Instant begin() {
    return begin;
  }

  String subscription() {
    return subscription;
  }

  void subscription(String id) {
    subscription = id;
  }

  void fee(String price, int ofCents, int quantity, Asked asked) {
    fees.add(new Fee(price, ofCents, new HashMap<>(Map.of(0, quantity)), asked));
  }

  /** Returns the prices of the fees that are asked each month. */
  List<String> recurring() {
    return fees.stream().filter(fee -> fee.asked() != Asked.ONCE).map(Fee::price).toList();
  }

  /** There are so many of a fee from the next month on. */
  void change(String price, Instant at, int quantity) {
    int month = 0;
    while (!boundary(month).isAfter(at)) {
      month++;
    }
    int from = month;
    fees.stream()
        .filter(fee -> fee.price().equals(price))
        .forEach(fee -> fee.quantities().put(from, quantity));
  }

  boolean runs(Instant at) {
    return at.isAfter(begin) && end == null;
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
    return documents.stream().map(this::text).toList();
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

  // ---- what was asked ----

  /** What is asked of a fee, or of usage, and a month: micros of a unit of money, and cents. */
  private record Amount(BigInteger exact, BigInteger cents) {
    static final Amount NOTHING = new Amount(BigInteger.ZERO, BigInteger.ZERO);

    Amount plus(Amount other) {
      return new Amount(exact.add(other.exact), cents.add(other.cents));
    }

    Amount less(Amount other) {
      return new Amount(exact.subtract(other.exact), cents.subtract(other.cents));
    }

    boolean against(Amount other) {
      return exact.signum() * other.exact.signum() < 0;
    }
  }

  /** A fee by its number, or usage: -1. */
  private record Key(int fee, int month) {}

  /** A document; what was waived of it shrinks. */
  private static final class Doc {
    final int order;
    final boolean isFirst;
    final Map<Key, Amount> lines = new HashMap<>();
    final Map<Key, Amount> waived = new HashMap<>();
    Instant until = Instant.EPOCH;
    boolean voided;
    boolean again;

    Doc(int order, boolean isFirst) {
      this.order = order;
      this.isFirst = isFirst;
    }
  }

  /** Documents of one amount are told apart by what their lines are for. */
  private String text(Doc doc) {
    List<String> all = new ArrayList<>();
    doc.lines.forEach(
        (key, amount) ->
            all.add(
                "%s %s from %s"
                    .formatted(
                        key.fee() < 0 ? "usage" : "fixed",
                        text(amount.cents()),
                        boundary(key.month()))));
    Collections.sort(all);
    return "%s %s %s".formatted(doc.until, doc.voided ? "VOIDED" : "FINALIZED", all);
  }

  private Amount asked(Key key) {
    return documents.stream()
        .filter(doc -> !doc.voided)
        .map(doc -> doc.lines.getOrDefault(key, Amount.NOTHING))
        .reduce(Amount.NOTHING, Amount::plus);
  }

  private Amount waived(Key key) {
    return documents.stream()
        .map(doc -> doc.waived.getOrDefault(key, Amount.NOTHING))
        .reduce(Amount.NOTHING, Amount::plus);
  }

  /**
   * Asks what is due less what was asked and what was waived. What moves back towards what was
   * waived is of no document: so much less is waived, of the last first.
   */
  private void ask(Doc into, Key key, Amount due) {
    Amount waived = waived(key);
    Amount moved = due.less(asked(key)).less(waived);
    if (moved.against(waived)) {
      boolean all = waived.exact().abs().compareTo(moved.exact().abs()) < 0;
      if (!all) {
        shrink(key, moved);
        return;
      }
      documents.forEach(doc -> doc.waived.remove(key));
      moved = moved.plus(waived);
    }
    if (!moved.equals(Amount.NOTHING)) {
      into.lines.put(key, moved);
    }
  }

  private void shrink(Key key, Amount by) {
    Amount rest = by;
    List<Doc> last = new ArrayList<>(documents);
    last.sort((one, other) -> Integer.compare(other.order, one.order));
    for (Doc doc : last) {
      Amount has = doc.waived.getOrDefault(key, Amount.NOTHING);
      if (rest.against(has)) {
        boolean enough = has.exact().abs().compareTo(rest.exact().abs()) >= 0;
        doc.waived.put(key, enough ? has.plus(rest) : Amount.NOTHING);
        rest = enough ? Amount.NOTHING : rest.plus(has);
      }
    }
  }

  // ---- documents ----

  /** Makes what is due by a time. */
  void until(Instant now) {
    while (!over) {
      Instant planned = boundary(next);
      Instant ends = end;
      boolean last = ends != null && !planned.isBefore(ends);
      Instant boundary = ends != null && last ? ends : planned;
      Instant at = next == 0 ? boundary : boundary.plusSeconds(3_600);
      if (at.isAfter(now)) {
        if (!boundary.isAfter(now) && drafted == 0) {
          drafted = ++order;
        }
        return;
      }
      Doc doc = new Doc(drafted == 0 ? ++order : drafted, next == 0);
      drafted = 0;
      for (int i = 0; i < fees.size(); i++) {
        Asked when = fees.get(i).asked();
        boolean asks =
            switch (when) {
              case ADVANCE -> !last;
              case ARREAR -> next > 0;
              case ONCE -> next == 0 && !last;
            };
        if (asks) {
          int month = when == Asked.ARREAR ? next - 1 : next;
          ask(doc, new Key(i, month), fee(i, month));
        }
      }
      for (int month = 0; month < next; month++) {
        ask(doc, new Key(-1, month), usage(month));
      }
      // The first is for the time that it asks in advance.
      doc.until = next == 0 ? boundary(1) : boundary;
      if (!doc.lines.isEmpty()) {
        documents.add(doc);
      }
      over = last;
      next++;
    }
  }

  /** Whether it has an end, and the document of that is still to be made. */
  boolean ending() {
    return end != null && !over;
  }

  /**
   * What fees in advance were asked and are not earned, in 12 decimals: of each month by the time
   * from its begin to the last end of a calendar month, and nothing of one that is over.
   */
  BigInteger deferred(Instant now) {
    BigInteger deferred = BigInteger.ZERO;
    for (int k = 0; k < next; k++) {
      Instant from = boundary(k);
      Instant to = boundary(k + 1);
      Instant ends = end;
      if (!now.isBefore(to) || (ends != null && !now.isBefore(ends))) {
        continue;
      }
      Instant month =
          LocalDateTime.ofInstant(now, ZoneOffset.UTC)
              .toLocalDate()
              .withDayOfMonth(1)
              .atStartOfDay()
              .toInstant(ZoneOffset.UTC);
      BigInteger served = BigInteger.valueOf(Math.max(0, seconds(from, month)));
      BigInteger all = BigInteger.valueOf(seconds(from, to));
      for (int i = 0; i < fees.size(); i++) {
        if (fees.get(i).asked() == Asked.ADVANCE) {
          BigInteger net = asked(new Key(i, k)).cents().multiply(BigInteger.TEN.pow(10));
          // Half of what it is divided by is added, so that it is rounded half up.
          BigInteger earned = net.multiply(served).shiftLeft(1).add(all).divide(all.shiftLeft(1));
          deferred = deferred.add(net).subtract(earned);
        }
      }
    }
    return deferred;
  }

  private static long seconds(Instant from, Instant to) {
    return to.getEpochSecond() - from.getEpochSecond();
  }

  private Amount fee(int i, int month) {
    BigInteger ofCents = fees.get(i).amount(month);
    return new Amount(ofCents.multiply(CENT), ofCents);
  }

  private Amount usage(int month) {
    long n = 0;
    for (Used one : used) {
      boolean after = !one.at().isBefore(boundary(month));
      if (after && one.at().isBefore(boundary(month + 1))) {
        n += one.n();
      }
    }
    BigInteger due = BigInteger.valueOf(n).multiply(BigInteger.valueOf(micros));
    return new Amount(due, due.add(HALF).divide(CENT));
  }

  // ---- voids ----

  private Doc find(String text) {
    return documents.stream()
        .filter(doc -> !doc.again && text(doc).equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError(text + " is none of " + documents()));
  }

  /** Returns whether something that a document asked was given back since by another. */
  boolean corrected(String text) {
    return find(text).lines.entrySet().stream()
        .filter(line -> line.getValue().cents().signum() > 0)
        .anyMatch(line -> asked(line.getKey()).less(line.getValue()).cents().signum() < 0);
  }

  /** A document is taken back: nothing of it is asked, and all of it is waived. */
  void voids(String text) {
    Doc doc = find(text);
    doc.voided = true;
    doc.waived.putAll(doc.lines);
  }

  /** What a voided document asked is asked by another, with all of the months before that moved. */
  void again(String text) {
    Doc doc = find(text);
    doc.again = true;
    doc.waived.clear();
    Doc other = new Doc(++order, doc.isFirst);
    for (Key key : doc.lines.keySet()) {
      if (key.fee() >= 0) {
        ask(other, key, fee(key.fee(), key.month()));
      }
    }
    for (int month = 0; month < next - 1; month++) {
      ask(other, new Key(-1, month), usage(month));
    }
    other.until = doc.until;
    if (doc.isFirst) {
      other.until =
          other.lines.keySet().stream()
              .map(key -> served(key.month()))
              .max(Instant::compareTo)
              .orElse(doc.until);
    }
    if (!other.lines.isEmpty()) {
      documents.add(other);
    }
  }

  private Instant served(int month) {
    Instant planned = boundary(month + 1);
    return end != null && end.isBefore(planned) ? end : planned;
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
