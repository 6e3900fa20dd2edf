package io.pricewright.rules.rerating;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rating.Failure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One kind of follow-up work, as a durable task keeps it. Every kind may be done twice without
 * harm.
 */
public sealed interface Work {
  /** Returns the stable name of the kind. */
  String kind();

  /** Returns the arguments as JSON; {@link #fromJson} reads them. */
  Json.Obj toJson();

  /**
   * Give the events sent under an external id to the customer that was created or renamed after
   * them.
   */
  record AdoptEvents(CustomerNo customerNo, ExternalId externalId) implements Work {
    @Override
    public String kind() {
      return "adopt_events";
    }

    @Override
    public Json.Obj toJson() {
      return object("customer_no", Json.of(customerNo.value()), "external_id", Json.of(externalId));
    }
  }

  /** Rate for one line item what the customer had before it: events up to a seq of the gate. */
  record RateStored(CustomerNo customerNo, LineItemNo lineItemNo, long upToSeq) implements Work {
    @Override
    public String kind() {
      return "rate_stored";
    }

    @Override
    public Json.Obj toJson() {
      return object(
          "customer_no",
          Json.of(customerNo.value()),
          "line_item_no",
          Json.of(lineItemNo.value()),
          "up_to_seq",
          Json.of(upToSeq));
    }
  }

  /**
   * Add a plan's new price lineage to the plan's subscriptions that take it.
   *
   * @param from from when usage counts for them; null: from what was not asked yet
   */
  record AttachPrice(PlanId planId, LineageId lineageId, @Nullable Instant from) implements Work {
    @Override
    public String kind() {
      return "attach_price";
    }

    @Override
    public Json.Obj toJson() {
      return object(
          "plan_id",
          Json.of(planId),
          "lineage_id",
          Json.of(lineageId),
          "from",
          Json.of(from == null ? null : from.toString()));
    }
  }

  /**
   * Count again every cell of a lineage, or of all line items on a meter, whose period ends after
   * an instant: a price version begins inside it, or the filters changed. Exactly one of the two
   * ids is set.
   */
  record Recount(@Nullable LineageId lineageId, @Nullable MeterId meterId, @Nullable Instant from)
      implements Work {
    public Recount {
      if ((lineageId == null) == (meterId == null)) {
        throw new IllegalArgumentException("a recount names a lineage or a meter");
      }
    }

    @Override
    public String kind() {
      return "recount";
    }

    @Override
    public Json.Obj toJson() {
      return object(
          "lineage_id",
          Json.of(lineageId),
          "meter_id",
          Json.of(meterId),
          "from",
          Json.of(from == null ? null : from.toString()));
    }
  }

  /**
   * Take a line item that ends earlier than it did off what was used from its end on, and count its
   * cells behind it again.
   */
  record CutLineItem(CustomerNo customerNo, LineItemNo lineItemNo, Instant from) implements Work {
    @Override
    public String kind() {
      return "cut_line_item";
    }

    @Override
    public Json.Obj toJson() {
      return object(
          "customer_no",
          Json.of(customerNo.value()),
          "line_item_no",
          Json.of(lineItemNo.value()),
          "from",
          Json.of(from.toString()));
    }
  }

  /** End a subscription, or its trial, whose end has come, and tell so; it waits until then. */
  record EndSubscription(SubscriptionId subscriptionId) implements Work {
    /** Its kind: until the end nobody waits for it. */
    public static final String KIND = "end_subscription";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Json.Obj toJson() {
      return object("subscription_id", Json.of(subscriptionId));
    }
  }

  /**
   * Count what begins with the level of a meter: the cells that begin after an instant at which the
   * level moved, or at the next begin of a period, until which it waits.
   */
  record CarryLevel(CustomerNo customerNo, MeterId meterId, Instant after) implements Work {
    /** Its kind: until the begin nobody waits for it. */
    public static final String KIND = "carry_level";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Json.Obj toJson() {
      return object(
          "customer_no",
          Json.of(customerNo.value()),
          "meter_id",
          Json.of(meterId),
          "after",
          Json.of(after.toString()));
    }
  }

  /** Try parked events again: one by id, or those of a customer, a reason, or all. */
  record RetryParked(
      @Nullable EventId eventId, @Nullable CustomerNo customerNo, @Nullable String reason)
      implements Work {
    @Override
    public String kind() {
      return "retry_parked";
    }

    @Override
    public Json.Obj toJson() {
      return object(
          "event_id",
          Json.of(eventId),
          "customer_no",
          customerNo == null ? Json.nothing() : Json.of(customerNo.value()),
          "reason",
          Json.of(reason));
    }
  }

  /**
   * Try again what is parked on a lineage and occurred from an instant on: a version began then.
   */
  record RetryLineage(LineageId lineageId, Instant from) implements Work {
    @Override
    public String kind() {
      return "retry_lineage";
    }

    @Override
    public Json.Obj toJson() {
      return object("lineage_id", Json.of(lineageId), "from", Json.of(from.toString()));
    }
  }

  /** Judge the environment's books; it changes nothing, and nobody waits for it but who asked. */
  record CheckBooks() implements Work {
    /** Its kind: done apart from all other work. */
    public static final String KIND = "check_books";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Json.Obj toJson() {
      return Json.Obj.EMPTY;
    }
  }

  /** Tell the tenant which events wait for a price that cannot be had, and why; once an hour. */
  record TellParked(Failure.Cause cause, Instant hour) implements Work {
    /** Its kind: nobody waits for it. */
    public static final String KIND = "tell_parked";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Json.Obj toJson() {
      return object(
          "reason",
          Json.of(cause.reason()),
          "price_id",
          Json.of(cause.priceId()),
          "hour",
          Json.of(hour.toString()));
    }
  }

  /** Reads what {@link #toJson} wrote. */
  static Work fromJson(String kind, Json.Obj work) {
    return switch (kind) {
      case "adopt_events" ->
          new AdoptEvents(customer(work), new ExternalId(text(work, "external_id")));
      case "rate_stored" ->
          new RateStored(
              customer(work),
              new LineItemNo(number(work, "line_item_no")),
              number(work, "up_to_seq"));
      case "attach_price" ->
          new AttachPrice(
              new PlanId(text(work, "plan_id")),
              new LineageId(text(work, "lineage_id")),
              instant(work, "from"));
      case "recount" ->
          new Recount(
              Id.ofNullable(work.string("lineage_id"), LineageId::new),
              Id.ofNullable(work.string("meter_id"), MeterId::new),
              instant(work, "from"));
      case "cut_line_item" ->
          new CutLineItem(
              customer(work),
              new LineItemNo(number(work, "line_item_no")),
              Objects.requireNonNull(instant(work, "from")));
      case EndSubscription.KIND ->
          new EndSubscription(new SubscriptionId(text(work, "subscription_id")));
      case "retry_lineage" ->
          new RetryLineage(
              new LineageId(text(work, "lineage_id")),
              Objects.requireNonNull(instant(work, "from")));
      case CarryLevel.KIND ->
          new CarryLevel(
              customer(work),
              new MeterId(text(work, "meter_id")),
              Objects.requireNonNull(instant(work, "after")));
      case "retry_parked" ->
          new RetryParked(
              Id.ofNullable(work.string("event_id"), EventId::new),
              work.get("customer_no") instanceof Json.Num ? customer(work) : null,
              work.string("reason"));
      case CheckBooks.KIND -> new CheckBooks();
      case TellParked.KIND ->
          new TellParked(
              new Failure.Cause(text(work, "reason"), new PriceId(text(work, "price_id"))),
              Objects.requireNonNull(instant(work, "hour")));
      default -> throw new IllegalStateException("no work is called " + kind);
    };
  }

  private static String text(Json.Obj work, String name) {
    return Objects.requireNonNull(work.string(name), name);
  }

  private static @Nullable Instant instant(Json.Obj work, String name) {
    String text = work.string(name);
    return text == null ? null : Instant.parse(text);
  }

  private static CustomerNo customer(Json.Obj work) {
    return new CustomerNo(number(work, "customer_no"));
  }

  private static long number(Json.Obj work, String name) {
    return ((Json.Num) Objects.requireNonNull(work.get(name), name)).value().longValueExact();
  }

  private static Json.Obj object(Object... pairs) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put((String) pairs[i], (Json) pairs[i + 1]);
    }
    return new Json.Obj(fields);
  }
}
