package io.pricewright.rules.wallet;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
   */
  public record Draw(GrantId grantId, BigDecimal amount) {}

  /**
   * An amount of usage at a time.
   *
   * @param at when it occurred
   * @param amount how much
   */
  public record Part(Instant at, BigDecimal amount) {}

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
    return draws.stream().map(Draw::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Returns what they did not. */
  public BigDecimal open() {
    return uncovered.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  Use push(GrantId grantId, BigDecimal amount) {
    List<Draw> next = new ArrayList<>(draws);
    if (!next.isEmpty() && next.getLast().grantId().equals(grantId)) {
      BigDecimal before = next.removeLast().amount();
      next.add(new Draw(grantId, before.add(amount)));
    } else {
      next.add(new Draw(grantId, amount));
    }
    return new Use(key, next, uncovered);
  }

  Use pop(BigDecimal amount) {
    List<Draw> next = new ArrayList<>(draws);
    Draw last = next.removeLast();
    if (last.amount().compareTo(amount) > 0) {
      next.add(new Draw(last.grantId(), last.amount().subtract(amount)));
    }
    return new Use(key, next, uncovered);
  }

  Use uncovered(List<Part> parts) {
    return new Use(key, draws, parts.stream().filter(p -> p.amount().signum() != 0).toList());
  }

  /** Returns draws and uncovered parts as compact JSON. */
  public String toRow() {
    return Json.Obj.EMPTY
        .with("d", pairs(draws.stream().map(d -> pair(d.grantId().value(), d.amount())).toList()))
        .with("u", pairs(uncovered.stream().map(p -> pair(p.at().toString(), p.amount())).toList()))
        .text();
  }

  private static Json pairs(List<Json> pairs) {
    return new Json.Arr(pairs);
  }

  private static Json pair(String name, BigDecimal amount) {
    return new Json.Arr(List.of(Json.of(name), Json.of(Money.plain(amount).toPlainString())));
  }

  /** Reads what {@link #toRow} wrote. */
  public static Use fromRow(Key key, String text) {
    Json.Obj row = JsonReader.parseObject(text);
    List<Draw> draws = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    each(row, "d", (name, amount) -> draws.add(new Draw(new GrantId(name), amount)));
    each(row, "u", (name, amount) -> parts.add(new Part(Instant.parse(name), amount)));
    return new Use(key, draws, parts);
  }

  private static void each(
      Json.Obj row, String name, java.util.function.BiConsumer<String, BigDecimal> take) {
    if (row.get(name) instanceof Json.Arr pairs) {
      for (Json item : pairs.items()) {
        if (item instanceof Json.Arr pair
            && pair.items().getFirst() instanceof Json.Str key
            && pair.items().getLast() instanceof Json.Str amount) {
          take.accept(key.value(), new BigDecimal(amount.value()));
        }
      }
    }
  }
}
