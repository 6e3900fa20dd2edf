package io.pricewright.rules.rating;

import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.json.JsonText;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of an event's receipt: what became of it on one subscription line item, or why a meter
 * did not count it. A fact, kept and not recomputed: later corrections are charges of their own.
 *
 * @param status what became of it
 * @param meterId the meter
 * @param lineItemNo the line item; none for NOT_COUNTED
 * @param periodStart the cell's period; null for NOT_COUNTED
 * @param part the cell's part
 * @param reason why parked or not counted
 * @param quantity what it brought
 * @param amount marginal amount in arrival order; null when parked, and when a recount brought it
 *     in
 * @param currency of the amount
 * @param priceId price version that priced it
 * @param before usage of the cell before it
 * @param after usage of the cell with it
 * @param failure what parked it, in full; null when it is not parked
 */
public record Entry(
    Status status,
    MeterId meterId,
    LineItemNo lineItemNo,
    @Nullable Instant periodStart,
    String part,
    @Nullable String reason,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    @Nullable PriceId priceId,
    @Nullable BigDecimal before,
    @Nullable BigDecimal after,
    @Nullable Failure failure) {

  /** What became of an event on a line item. */
  public enum Status {
    /** Folded into the cell and priced. */
    RATED,
    /** Counts as usage, waits for a price. */
    PARKED,
    /** The meter matched, but its quantity was refused. */
    NOT_COUNTED
  }

  static Entry notCounted(MeterId meterId, String reason) {
    return new Entry(
        Status.NOT_COUNTED,
        meterId,
        LineItemNo.NONE,
        null,
        "",
        reason,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static Entry parked(Hit hit, Failure failure) {
    return new Entry(
        Status.PARKED,
        hit.cell().meter().id(),
        hit.key().lineItemNo(),
        hit.key().periodStart(),
        hit.key().part(),
        failure.reason(),
        hit.contribution().quantity(),
        null,
        null,
        null,
        null,
        null,
        failure);
  }

  /** Makes the entry of an event that a recount brought in: it has no amount of its own. */
  public static Entry recounted(Hit hit) {
    return new Entry(
        Status.RATED,
        hit.cell().meter().id(),
        hit.key().lineItemNo(),
        hit.key().periodStart(),
        hit.key().part(),
        "recount",
        hit.contribution().quantity(),
        null,
        hit.cell().subscription().currency().code(),
        hit.segment().price().id(),
        null,
        null,
        null);
  }

  /** Returns whether this entry speaks of a line item. */
  public boolean on(LineItemNo lineItem) {
    return lineItemNo.equals(lineItem) && status != Status.NOT_COUNTED;
  }

  /** Returns entries as compact JSON. */
  public static String text(List<Entry> entries) {
    if (entries.isEmpty()) {
      return "[]";
    }
    StringBuilder out = new StringBuilder(160 * entries.size());
    char before = '[';
    for (Entry entry : entries) {
      out.append(before);
      entry.write(out);
      before = ',';
    }
    return out.append(']').toString();
  }

  private void write(StringBuilder out) {
    out.append("{\"s\":\"").append(status.name().charAt(0)).append('"');
    out.append(",\"m\":\"").append(meterId).append('"');
    if (lineItemNo.value() != 0) {
      out.append(",\"l\":\"").append(lineItemNo.value()).append('"');
    }
    put("p", periodStart, out);
    put("x", part.isEmpty() ? null : part, out);
    put("r", reason, out);
    put("q", plain(quantity), out);
    put("a", plain(amount), out);
    put("c", currency, out);
    put("v", priceId, out);
    put("b", plain(before), out);
    put("e", plain(after), out);
    if (failure != null) {
      out.append(",\"f\":").append(blamed(failure.cause()));
      put("k", failure.scriptId(), out);
      put("t", failure.script(), out);
      put("d", failure.detail(), out);
      out.append('}');
    }
    out.append('}');
  }

  /**
   * Returns what the text of entries holds where one of them is parked for a cause, and nowhere
   * else: in what others wrote quotes are escaped.
   */
  public static String mark(Failure.Cause cause) {
    return "\"f\":" + blamed(cause);
  }

  private static String blamed(Failure.Cause cause) {
    StringBuilder out = new StringBuilder(80).append("{\"r\":");
    JsonText.writeString(cause.reason(), out);
    put("v", cause.priceId(), out);
    return out.toString();
  }

  private static void put(String name, @Nullable Object value, StringBuilder out) {
    if (value != null) {
      out.append(",\"").append(name).append("\":");
      JsonText.writeString(value.toString(), out);
    }
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : Money.plain(number).toPlainString();
  }

  /** Reads what {@link #text} wrote. */
  public static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    for (Json item : ((Json.Arr) JsonReader.parse(text)).items()) {
      entries.add(read((Json.Obj) item));
    }
    return entries;
  }

  private static Entry read(Json.Obj json) {
    String line = json.string("l");
    String period = json.string("p");
    String part = json.string("x");
    return new Entry(
        switch (Objects.requireNonNull(json.string("s"))) {
          case "R" -> Status.RATED;
          case "P" -> Status.PARKED;
          default -> Status.NOT_COUNTED;
        },
        new MeterId(Objects.requireNonNull(json.string("m"))),
        line == null ? LineItemNo.NONE : new LineItemNo(Long.parseLong(line)),
        period == null ? null : Instant.parse(period),
        part == null ? "" : part,
        json.string("r"),
        number(json, "q"),
        number(json, "a"),
        json.string("c"),
        Id.ofNullable(json.string("v"), PriceId::new),
        number(json, "b"),
        number(json, "e"),
        json.get("f") instanceof Json.Obj failure ? failure(failure) : null);
  }

  private static Failure failure(Json.Obj json) {
    return new Failure(
        Objects.requireNonNull(json.string("r")),
        new PriceId(Objects.requireNonNull(json.string("v"))),
        new ScriptId(Objects.requireNonNull(json.string("k"))),
        Objects.requireNonNull(json.string("t")),
        json.string("d"));
  }

  private static @Nullable BigDecimal number(Json.Obj json, String name) {
    String text = json.string(name);
    return text == null ? null : new BigDecimal(text);
  }
}
