package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Rowed;
import io.pricewright.gateway.event.IngestEvents;
import io.pricewright.gateway.event.PreviewEvents;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.ingest.Delivery;
import io.pricewright.gateway.ingest.RateEvents;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.wallet.Hold;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Spending;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.catalogue.Customer;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.catalogue.FeatureRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.wallet.HoldRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The routes of holds: credit reserved before the work, settled with what the work came to, or
 * released. A hold that nobody ends, ends by itself.
 */
public final class HoldRoutes {
  private static final Duration USUAL = Duration.ofMinutes(15);
  private static final long LONGEST_S = Duration.ofDays(30).toSeconds();
  private static final Shape CREATE =
      Shape.of(
          "CreateHold",
          "customer_id, external_customer_id, currency*:string, amount:decimal, events:array,"
              + " feature_id, expires_in_seconds:integer, metadata:object");
  private static final Shape SETTLE = Shape.of("SettleHold", "events:array, amount:decimal");

  /** A hold. */
  static final Shape HOLD =
      Shape.of(
          "Hold",
          "id, customer_id, currency, amount:decimal, feature_id, hold_status,"
              + " settled_amount:decimal, expires_at:time, metadata:object, tenant_id,"
              + " environment_id, created_at:time, updated_at:time");

  private final Ids ids;
  private final Credits credits;
  private final IngestEvents ingest;
  private final RateEvents rating;
  private final PreviewEvents preview;

  /** Makes routes with these parts. */
  public HoldRoutes(
      Ids ids, Credits credits, IngestEvents ingest, RateEvents rating, PreviewEvents preview) {
    this.ids = ids;
    this.credits = credits;
    this.ingest = ingest;
    this.rating = rating;
    this.preview = preview;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.BILLING_READ;
    String write = Scopes.BILLING_WRITE;
    return List.of(
        Route.post(
            "/v1/holds",
            write,
            "Reserves credit: an amount, or what hypothetical events would cost.",
            201,
            CREATE,
            HOLD,
            in.creating(this::create)),
        Route.list("/v1/holds", read, "Lists holds, newest first.", HOLD, in.of(HoldRoutes::list))
            .withQuery("limit", "offset", "hold_status"),
        Route.get(
            "/v1/holds/{id}",
            read,
            "Reads a hold.",
            HOLD,
            in.of((tx, request, now) -> shown(tx, request.path("id"), request))),
        Route.post(
            "/v1/holds/{id}/settle",
            write,
            "Ends a hold with what the work came to: events, which are ingested and draw the held"
                + " credit first, or an amount. Less or more than was held.",
            200,
            SETTLE,
            HOLD,
            in.creating(this::settle)),
        Route.post(
            "/v1/holds/{id}/release",
            write,
            "Ends a hold without work.",
            200,
            Shape.of("Nothing", ""),
            HOLD,
            in.creating(this::release)));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    String status = request.query("hold_status");
    return Rowed.list(
        tx,
        request,
        HoldRow.TABLE,
        status == null ? Map.of() : Map.of("hold_status", status),
        rows -> showAll(tx, rows, request.caller()));
  }

  private static Future<List<Json.Obj>> showAll(Tx tx, List<HoldRow> rows, Caller caller) {
    return Owners.show(
        tx,
        rows,
        row -> new CustomerNo(row.customerNo()),
        (row, customerId) -> json(row, customerId, caller));
  }

  private static Future<Answer> shown(Tx tx, String id, Request request) {
    return Rowed.find(tx, HoldRow.TABLE, "hold", id)
        .compose(row -> showAll(tx, List.of(row), request.caller()))
        .map(shown -> Answer.ok(shown.getFirst()));
  }

  private static Json.Obj json(HoldRow row, String customerId, Caller caller) {
    BigDecimal settled = row.settledAmount();
    return HOLD.fill()
        .set("id", row.id())
        .set("customer_id", customerId)
        .set("currency", row.currency())
        .set("amount", WalletAnswers.text(row.amount()))
        .set("feature_id", row.featureId())
        .set("hold_status", row.holdStatus())
        .set("settled_amount", settled == null ? null : WalletAnswers.text(settled))
        .set("expires_at", row.expiresAt())
        .set("metadata", JsonReader.parseObject(row.metadata()))
        .set("tenant_id", caller.tenantId())
        .set("environment_id", caller.environmentId())
        .set("created_at", row.createdAt())
        .set("updated_at", row.updatedAt())
        .json();
  }

  // ---- creating ----

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    String customerId = fields.text("customer_id", 100);
    String external = fields.text("external_customer_id", 255);
    if ((customerId == null) == (external == null)) {
      fields.refuse(
          "customer_id", "required", "Give exactly one of customer_id and external_customer_id.");
    }
    String currency = currency(fields);
    String featureId = fields.text("feature_id", 100);
    Long seconds = fields.integer("expires_in_seconds", 1, LONGEST_S);
    Json.Obj metadata = fields.metadata("metadata");
    BigDecimal amount = fields.has("amount") ? FillWallets.credits(fields, "amount") : null;
    List<Event> events = events(fields, request);
    if ((amount == null) == (events == null)) {
      fields.refuse("amount", "required", "Give exactly one of amount and events.");
    }
    fields.done();
    Instant expiresAt = now.plus(seconds == null ? USUAL : Duration.ofSeconds(seconds));
    Asked asked =
        new Asked(
            currency,
            amount,
            events,
            featureId,
            expiresAt,
            metadata == null ? "{}" : metadata.text());
    return Credits.customer(tx, customerId, external)
        .compose(
            customer ->
                priced(tx, customer, asked).compose(due -> hold(tx, customer, asked, due, now)))
        .compose(row -> showAll(tx, List.of(row), request.caller()))
        .map(shown -> Answer.created(shown.getFirst()));
  }

  private record Asked(
      String currency,
      @Nullable BigDecimal amount,
      @Nullable List<Event> events,
      @Nullable String featureId,
      Instant expiresAt,
      String metadata) {}

  private static String currency(Fields fields) {
    String text = fields.requiredText("currency", 3);
    try {
      return new Currency(text).code();
    } catch (IllegalArgumentException e) {
      fields.refuse("currency", "not_a_currency", "Send three letters, such as usd.");
      return "usd";
    }
  }

  private @Nullable List<Event> events(Fields fields, Request request) {
    if (!fields.has("events")) {
      return null;
    }
    if (fields.json("events") instanceof Json.Arr list) {
      return ingest.readList(request, list);
    }
    fields.refuse("events", "wrong_type", "Send an array of 1 to 1,000 events.");
    return List.of();
  }

  /** Returns what to hold: the amount, or what the events would cost now. */
  private Future<BigDecimal> priced(Tx tx, Customer customer, Asked asked) {
    List<Event> events = asked.events();
    if (events == null) {
      return Future.succeededFuture(Objects.requireNonNull(asked.amount()));
    }
    own(events, customer);
    return preview.preview(tx, events).map(deliveries -> costs(deliveries, asked.currency()));
  }

  private static void own(List<Event> events, Customer customer) {
    for (Event event : events) {
      if (!event.externalCustomerId().equals(customer.externalId())) {
        throw Credits.impossible(
            "Event '%s' is of another customer than the hold.".formatted(event.id()));
      }
    }
  }

  private static BigDecimal costs(List<Delivery> deliveries, String currency) {
    List<RatedEvent> fresh = fresh(deliveries);
    for (RatedEvent event : fresh) {
      if (event.outcome() == Outcome.PARKED) {
        throw Credits.impossible(
            "Event '%s' cannot be priced now: %s. Hold an amount instead."
                .formatted(event.event().id(), event.reason()));
      }
    }
    BigDecimal sum = Spending.sum(fresh, currency);
    if (sum.signum() <= 0) {
      throw Credits.refused(
          "/currency",
          "not_usable",
          "The events would cost nothing in %s; they cost something in %s."
              .formatted(currency, Spending.currencies(fresh)));
    }
    return sum;
  }

  /** Refuses events that cost something, and nothing in the hold's currency. */
  private static void alike(List<RatedEvent> events, String currency) {
    for (RatedEvent event : events) {
      List<String> currencies = Spending.currencies(List.of(event));
      if (!currencies.isEmpty() && !currencies.contains(currency)) {
        throw Credits.refused(
            "/events",
            "not_usable",
            "Event '%s' costs %s and the hold is in %s. Send it to /v1/events."
                .formatted(event.event().id(), currencies, currency));
      }
    }
  }

  private Future<HoldRow> hold(
      Tx tx, Customer customer, Asked asked, BigDecimal amount, Instant now) {
    return line(tx, asked.featureId(), "/feature_id")
        .compose(
            line ->
                credits
                    .open(tx, customer.no())
                    .compose(
                        book -> {
                          Purse purse = book.purse(asked.currency());
                          String id = ids.next("hold", now);
                          Hold hold = purse.hold(id, line, amount, now);
                          if (hold == null
                              && book.wallets().values().stream()
                                  .noneMatch(row -> row.currency().equals(asked.currency()))) {
                            throw Credits.refused(
                                "/currency",
                                "not_usable",
                                "The customer has no wallet in %s.".formatted(asked.currency()));
                          }
                          if (hold == null) {
                            throw Credits.impossible(
                                "There is not enough credit: %s %s are asked, %s can be held."
                                    .formatted(
                                        WalletAnswers.text(amount),
                                        asked.currency(),
                                        WalletAnswers.text(purse.holdable(line, now))));
                          }
                          HoldRow row =
                              new HoldRow(
                                  id,
                                  customer.no().value(),
                                  asked.currency(),
                                  amount,
                                  hold.toRow(),
                                  asked.featureId(),
                                  "held",
                                  null,
                                  asked.expiresAt(),
                                  asked.metadata(),
                                  now,
                                  now);
                          return HoldRow.TABLE
                              .add(tx, row)
                              .compose(added -> credits.write(tx, book, now))
                              .map(row);
                        }));
  }

  private static Future<Wallet.Line> line(Tx tx, @Nullable String featureId, String pointer) {
    return featureId == null
        ? Future.succeededFuture(Wallet.Line.USAGE)
        : Rowed.refer(tx, FeatureRow.TABLE, "feature", featureId, pointer)
            .map(feature -> new Wallet.Line(false, Id.ofNullable(feature.meterId(), MeterId::new)));
  }

  // ---- ending ----

  /** Returns a hold that still holds; its customer's gate is taken. */
  private static HoldRow live(HoldRow row, Instant now) {
    boolean over = row.holdStatus().equals("held") && !row.expiresAt().isAfter(now);
    if (!row.holdStatus().equals("held") || over) {
      throw Credits.impossible(
          "The hold is %s. Make a new one, or send the events to /v1/events."
              .formatted(over ? "expired" : row.holdStatus()));
    }
    return row;
  }

  private static Future<HoldRow> again(Tx tx, String id, Instant now) {
    return Rowed.find(tx, HoldRow.TABLE, "hold", id).map(row -> live(row, now));
  }

  private Future<Answer> release(Tx tx, Request request, Instant now) {
    String id = request.path("id");
    return Rowed.find(tx, HoldRow.TABLE, "hold", id)
        .compose(row -> credits.open(tx, new CustomerNo(row.customerNo())))
        .compose(
            book ->
                again(tx, id, now)
                    .compose(
                        row -> {
                          Purse purse = book.purse(row.currency());
                          Hold hold = Hold.fromRow(id, row.parts());
                          purse.free(hold);
                          purse.end(hold);
                          return end(tx, row, "released", null, now)
                              .compose(ended -> credits.write(tx, book, now));
                        }))
        .compose(done -> shown(tx, id, request));
  }

  static Future<Void> end(
      Tx tx, HoldRow row, String status, @Nullable BigDecimal settled, Instant now) {
    return HoldRow.TABLE.put(
        tx,
        row.id(),
        new HoldRow(
            row.id(),
            row.customerNo(),
            row.currency(),
            row.amount(),
            row.parts(),
            row.featureId(),
            status,
            settled,
            row.expiresAt(),
            row.metadata(),
            row.createdAt(),
            now));
  }

  private Future<Answer> settle(Tx tx, Request request, Instant now) {
    String id = request.path("id");
    Fields fields = request.fields();
    BigDecimal amount = fields.has("amount") ? fields.amount("amount") : null;
    if (amount != null && amount.compareTo(FillWallets.MOST) >= 0) {
      fields.refuse("amount", "out_of_range", "Send less than 10^15.");
    }
    boolean both = fields.has("amount") == fields.has("events");
    List<Event> events = events(fields, request);
    if (both) {
      fields.refuse("amount", "required", "Give exactly one of events and amount.");
    }
    fields.done();
    return Rowed.find(tx, HoldRow.TABLE, "hold", id)
        .compose(
            row ->
                events == null
                    ? settleAmount(tx, row, Objects.requireNonNull(amount), now)
                    : settleEvents(tx, row, events, now))
        .compose(done -> shown(tx, id, request));
  }

  private Future<Void> settleAmount(Tx tx, HoldRow found, BigDecimal amount, Instant now) {
    return credits
        .open(tx, new CustomerNo(found.customerNo()))
        .compose(
            book ->
                again(tx, found.id(), now)
                    .compose(row -> line(tx, row.featureId(), "").map(line -> Map.entry(row, line)))
                    .compose(
                        both -> {
                          HoldRow row = both.getKey();
                          Purse purse = book.purse(row.currency());
                          Hold hold = Hold.fromRow(row.id(), row.parts());
                          purse.free(hold);
                          if (amount.signum() > 0) {
                            purse.work(amount, both.getValue(), now);
                          }
                          purse.end(hold);
                          return end(tx, row, "settled", amount, now)
                              .compose(ended -> credits.write(tx, book, now));
                        }));
  }

  /** Frees the credit behind the gate, rates, and ends the hold: one transaction. */
  private Future<Void> settleEvents(Tx tx, HoldRow found, List<Event> events, Instant now) {
    return Customers.findAll(tx, List.of(new CustomerNo(found.customerNo())))
        .compose(
            owner -> {
              own(events, owner.getFirst());
              return rating.within(
                  tx,
                  Credits.batch(now),
                  events,
                  inside ->
                      again(inside, found.id(), now).compose(row -> credits.free(inside, row)));
            })
        .compose(
            deliveries -> {
              alike(fresh(deliveries), found.currency());
              return credits
                  .open(tx, new CustomerNo(found.customerNo()))
                  .compose(
                      book -> {
                        book.purse(found.currency()).end(Hold.fromRow(found.id(), found.parts()));
                        return end(
                                tx,
                                found,
                                "settled",
                                Spending.sum(fresh(deliveries), found.currency()),
                                now)
                            .compose(ended -> credits.write(tx, book, now));
                      });
            });
  }

  private static List<RatedEvent> fresh(List<Delivery> deliveries) {
    return deliveries.stream()
        .filter(delivery -> delivery.kind() == Delivery.Kind.NEW)
        .map(Delivery::rated)
        .toList();
  }
}
