package io.pricewright.rules.wallet;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription line item cost in a period, and who paid. Its sum is what the line item was
 * charged there, less what invoices took over.
 *
 * @param key which
 * @param draws in the order they were made; neighbours are of different grants
 * @param uncovered by time, what no credit paid; a single part below zero is owed to the customer
 */
public record Use(Key key, List<Draw> draws, List<Part> uncovered) {
  /** The line item that stands for amounts settled on holds, without events. */
  public static final LineItemNo NO_LINE_ITEM = LineItemNo.NONE;

  /** The key of such amounts. */
  public static final Key WORK = new Key(NO_LINE_ITEM, Instant.EPOCH);

  /**
   * A line item's period.
   *
   * @param lineItemNo number of the line item
   * @param periodStart when the period began
   */
  public record Key(LineItemNo lineItemNo, Instant periodStart) {}

  /**
   * What a grant paid.
   *
   * @param grantId which
   * @param amount above zero
   * @param at when the usage occurred, of which the last of a stretch; null: of a hold
   */
  public record Draw(GrantId grantId, BigDecimal amount, @Nullable Instant at) {
    Instant when() {
      return at == null ? Instant.EPOCH : at;
    }

    /** Returns what several paid together. */
    public static BigDecimal sum(Collection<Draw> draws) {
      return draws.stream().map(Draw::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /**
   * An amount of usage within a stretch of time.
   *
   * @param from when the first of it occurred
   * @param at when the last of it occurred
   * @param amount how much
   */
  public record Part(Instant from, Instant at, BigDecimal amount) {
    /** Makes usage of one instant. */
    public Part(Instant at, BigDecimal amount) {
      this(at, at, amount);
    }
  }

  public Use {
    draws = List.copyOf(draws);
    uncovered = List.copyOf(uncovered);
  }

  /** Returns a use of nothing. */
  public static Use none(Key key) {
    return new Use(key, List.of(), List.of());
  }

  /** Returns what credits paid. */
  public BigDecimal drawn() {
    return Draw.sum(draws);
  }

  /** Returns what they did not. */
  public BigDecimal open() {
    return uncovered.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  Use draws(List<Draw> draws) {
    return new Use(key, draws.stream().filter(d -> d.amount().signum() != 0).toList(), uncovered);
  }

  Use uncovered(List<Part> parts) {
    return new Use(key, draws, parts.stream().filter(p -> p.amount().signum() != 0).toList());
  }

  /** Returns draws and uncovered parts as compact JSON. */
  public String toRow() {
    return Json.Obj.EMPTY
        .with("d", new Json.Arr(draws.stream().map(Use::drawn).toList()))
        .with("u", new Json.Arr(uncovered.stream().map(Use::open).toList()))
        .text();
  }

  private static Json drawn(Draw draw) {
    return entry(draw.grantId().value(), draw.amount(), draw.at());
  }

  private static Json open(Part part) {
    boolean instant = part.from().equals(part.at());
    return entry(part.at().toString(), part.amount(), instant ? null : part.from());
  }

  private static Json entry(String name, BigDecimal amount, @Nullable Instant at) {
    List<Json> entry = new ArrayList<>(3);
    entry.add(Json.of(name));
    entry.add(Json.of(Money.plain(amount).toPlainString()));
    if (at != null) {
      entry.add(Json.of(at.toString()));
    }
    return new Json.Arr(entry);
  }

  /** Reads what {@link #toRow} wrote. */
  public static Use fromRow(Key key, String text) {
    Json.Obj row = JsonReader.parseObject(text);
    List<Draw> draws = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    for (List<Json> entry : entries(row, "d")) {
      draws.add(new Draw(new GrantId(text(entry, 0)), amount(entry), third(entry)));
    }
    for (List<Json> entry : entries(row, "u")) {
      Instant at = Instant.parse(text(entry, 0));
      Instant from = third(entry);
      parts.add(new Part(from == null ? at : from, at, amount(entry)));
    }
    return new Use(key, draws, parts);
  }

  private static List<List<Json>> entries(Json.Obj row, String name) {
    return row.get(name) instanceof Json.Arr all
        ? all.items().stream().map(item -> ((Json.Arr) item).items()).toList()
        : List.of();
  }

  private static String text(List<Json> entry, int at) {
    return ((Json.Str) entry.get(at)).value();
  }

  private static BigDecimal amount(List<Json> entry) {
    return new BigDecimal(text(entry, 1));
  }

  private static @Nullable Instant third(List<Json> entry) {
    return entry.size() < 3 ? null : Instant.parse(text(entry, 2));
  }
}
