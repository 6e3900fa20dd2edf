package io.pricewright.gateway.invoice;

import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.rules.billing.FixedCadence;
import io.pricewright.rules.billing.FixedItem;
import io.pricewright.rules.billing.QuantitySpan;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.rules.subscription.ServicePeriod;
import io.pricewright.store.row.LineItemQuantityRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.TouchedRow;
import io.pricewright.store.subscription.LineItems;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What new quantities of a subscription come to, decided from the facts alone. For one thread. */
final class PlanQuantities {
  /** Most quantities of a line item that begin within a period. */
  static final int MOST = 1_000;

  private static final String ITEMS = "/quantity_change_params/line_items/";

  private final ReadSubscriptions.Whole whole;
  private final Instant now;
  private final List<FieldError> errors = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  /**
   * A line item that is changed.
   *
   * @param from when the quantity counts
   * @param to when another one does or the item ends; null: neither
   */
  record Change(
      ReadSubscriptions.Line line, BigDecimal quantity, Instant from, @Nullable Instant to) {}

  private PlanQuantities(ReadSubscriptions.Whole whole, Instant now) {
    this.whole = whole;
    this.now = now;
  }

  /** Decides. Fails with {@code Problem.InvalidRequest}, which names all that cannot be. */
  static PlanQuantities of(
      ReadSubscriptions.Whole whole, List<ChangeQuantities.Wanted> wanted, Instant now) {
    PlanQuantities plan = new PlanQuantities(whole, now);
    Set<LineItemId> seen = new HashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      plan.decide(ITEMS + i, wanted.get(i), seen);
    }
    if (!plan.errors.isEmpty()) {
      throw new ProblemException(Problem.InvalidRequest.of(plan.errors));
    }
    return plan;
  }

  List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Returns what is written: the quantity that an item begins with too, as it has others now. */
  List<LineItemQuantityRow> rows() {
    List<LineItemQuantityRow> rows = new ArrayList<>();
    for (Change change : changes) {
      QuantitySpan.Change first = change.line().quantities().getFirst();
      if (!first.from().equals(change.from())) {
        rows.add(row(change, first.from(), first.quantity()));
      }
      rows.add(row(change, change.from(), change.quantity()));
    }
    return rows;
  }

  private static LineItemQuantityRow row(Change change, Instant from, BigDecimal quantity) {
    return new LineItemQuantityRow(change.line().row().lineItemNo(), from, quantity);
  }

  /** Returns the periods that were asked in advance and of which something else is due now. */
  List<TouchedRow> touched() {
    List<TouchedRow> touched = new ArrayList<>();
    Instant closed = whole.row().closedThrough();
    for (Change change : changes) {
      if (cadence(change.line().price()) == FixedCadence.ADVANCE
          && closed != null
          && asked(change, closed)) {
        touched.add(new TouchedRow(change.line().row().lineItemNo(), period(change).key()));
      }
    }
    return touched;
  }

  /** Returns whether the document of a boundary asks something that is changed. */
  boolean askedBy(Instant boundary) {
    return changes.stream().anyMatch(change -> asked(change, boundary));
  }

  private static boolean asked(Change change, Instant boundary) {
    Interval served = period(change).served();
    boolean advance = cadence(change.line().price()) == FixedCadence.ADVANCE;
    return !(advance ? served.from() : served.to()).isAfter(boundary);
  }

  private static ServicePeriod period(Change change) {
    return span(change.line()).at(change.from()).orElseThrow();
  }

  // ---- one line item ----

  private void decide(String at, ChangeQuantities.Wanted wanted, Set<LineItemId> seen) {
    ReadSubscriptions.Line line =
        whole.lines().stream()
            .filter(one -> one.row().id().equals(wanted.item()))
            .findFirst()
            .orElse(null);
    if (line == null) {
      refuse(at + "/id", "not_found", "The subscription has no line item of that id.");
    } else if (!seen.add(wanted.item())) {
      refuse(at + "/id", "duplicate", "The line item is changed already: send it once.");
    } else if (mayHave(at, line, wanted.quantity())) {
      Instant end = line.row().endDate();
      if (end != null && (!end.isAfter(now) || !end.isAfter(line.row().startDate()))) {
        refuse(at + "/id", "not_supported", "The line item ended at %s.".formatted(end));
      } else if (many(line)) {
        refuse(
            at + "/id",
            "too_many",
            "At most %d quantities of a line item begin within a period.".formatted(MOST));
      } else {
        place(at + "/effective_date", line, wanted);
      }
    }
  }

  private boolean many(ReadSubscriptions.Line line) {
    Instant open = open(line, span(line));
    return line.quantities().stream().filter(one -> !one.from().isBefore(open)).count() >= MOST;
  }

  private boolean mayHave(String at, ReadSubscriptions.Line line, BigDecimal quantity) {
    PriceRow price = line.price();
    if (price.type() != PriceType.FIXED) {
      refuse(
          at + "/quantity",
          "not_supported",
          "Usage is measured: only a FIXED price has a quantity.");
      return false;
    }
    if (cadence(price) == FixedCadence.ONETIME) {
      refuse(
          at + "/quantity",
          "not_supported",
          "A ONETIME price is asked once, as its line item begins: its quantity stays.");
      return false;
    }
    BigDecimal least = PriceVersion.Bounds.of(JsonReader.parseObject(price.terms())).minQuantity();
    if (least != null && quantity.compareTo(least) < 0) {
      refuse(
          at + "/quantity",
          "out_of_range",
          "The price's min_quantity is " + least.toPlainString() + ".");
      return false;
    }
    return true;
  }

  private void place(String pointer, ReadSubscriptions.Line line, ChangeQuantities.Wanted wanted) {
    ItemSpan span = span(line);
    Instant present = now.isBefore(span.start()) ? span.start() : now;
    Instant at = wanted.at() == null ? present : wanted.at();
    Instant open = open(line, span);
    Instant last = span.counted(present).whole().to();
    Instant end = span.end();
    if (at.isBefore(open)) {
      outOfRange(pointer, "Send a time from %s on: what lies before is over.".formatted(open));
    } else if (end != null && !at.isBefore(end)) {
      outOfRange(pointer, "The line item ends at %s: send a time before it.".formatted(end));
    } else if (at.isAfter(last)) {
      outOfRange(
          pointer,
          "Send a time until %s, when the present period ends; later ones when it has."
              .formatted(last));
    } else {
      change(pointer, line, span, at, wanted.quantity());
    }
  }

  private void change(
      String pointer, ReadSubscriptions.Line line, ItemSpan span, Instant at, BigDecimal quantity) {
    boolean shares = whole.row().prorationBehavior().shares();
    Instant from = FixedItem.changedAt(span, at, shares);
    Instant end = span.end();
    if (end != null && !from.isBefore(end)) {
      outOfRange(
          pointer,
          ("The line item ends at %s, and with proration_behavior none a quantity counts from the"
                  + " next period.")
              .formatted(end));
    } else if (line.quantity(from).compareTo(quantity) != 0) {
      Instant next =
          line.quantities().stream()
              .map(QuantitySpan.Change::from)
              .filter(from::isBefore)
              .findFirst()
              .orElse(end);
      changes.add(new Change(line, quantity, from, next));
    }
  }

  /** Returns the begin of the period that is asked last or still to be, or the item's. */
  private Instant open(ReadSubscriptions.Line line, ItemSpan span) {
    Instant until = LineItems.askedUntil(line.row(), whole.row().closedThrough(), now);
    Instant start = span.start();
    return span.counted(until.isBefore(start) ? start : until).served().from();
  }

  private static ItemSpan span(ReadSubscriptions.Line line) {
    return LineItems.span(line.row());
  }

  private static FixedCadence cadence(PriceRow price) {
    return FixedCadence.of(price.billingPeriod(), price.invoiceCadence());
  }

  private void outOfRange(String pointer, String detail) {
    refuse(pointer, "out_of_range", detail);
  }

  private void refuse(String pointer, String code, String detail) {
    errors.add(new FieldError(pointer, code, detail));
  }
}
