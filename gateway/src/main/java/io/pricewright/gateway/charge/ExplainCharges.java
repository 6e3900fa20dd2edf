package io.pricewright.gateway.charge;

import io.pricewright.gateway.event.Explained;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Evidence;
import io.pricewright.rules.rating.Explain;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.catalogue.CustomerBooks;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.ledger.StoredCharge;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Routes that list charges and explain one: the price and script that made it, what the script saw,
 * its lines, and the amount with and without the charge's events. Enough to run it again offline.
 */
public final class ExplainCharges {
  /** Most events of a charge that are looked at. */
  private static final int MAX_EVENTS = 1_000;

  /** Most events explained one by one. */
  private static final int MAX_PARTS = 100;

  /** Most characters of parameters in an explanation. */
  private static final int MAX_CHARS = 2_000_000;

  private static final String KEYS =
      "id, amount, currency, cause, events:integer, made_at:time, customer_id,"
          + " external_customer_id, subscription_line_item_no:integer, period_start:time, price_id,"
          + " script_id";
  private static final Shape CHARGE = Shape.of("Charge", KEYS);
  private static final Shape EXPLANATION =
      Shape.of("ChargeExplanation", KEYS + ", complete:boolean, detail, parts:array");

  private final Snapshots snapshots;
  private final ScriptPool scripts;
  private final Explain explain;

  /** Explains with a script engine, on the pool. */
  public ExplainCharges(Snapshots snapshots, ScriptPool scripts, ScriptEngine engine) {
    this.snapshots = snapshots;
    this.scripts = scripts;
    this.explain = new Explain(engine);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    return List.of(
        Route.list(
                "/v1/charges",
                Scopes.BILLING_READ,
                "Lists charges, newest first, of a customer or of all.",
                CHARGE,
                in.of((tx, request, now) -> list(tx, request)))
            .withQuery("limit", "offset", "external_customer_id"),
        Route.get(
            "/v1/charges/{id}/explain",
            Scopes.BILLING_READ,
            "Explains a charge: what the script saw and answered, enough to run it again.",
            EXPLANATION,
            in.of((tx, request, now) -> explain(tx, request.path("id")))));
  }

  private Future<Answer> list(Tx tx, Request request) {
    Page page = request.page();
    return ChargeRoutes.customer(tx, request.query("external_customer_id"))
        .compose(
            no ->
                StoredCharge.count(tx, no)
                    .compose(
                        total ->
                            StoredCharge.list(tx, no, page.limit(), page.offset())
                                .compose(charges -> answer(tx, charges, page, total))));
  }

  private static Future<Answer> answer(Tx tx, List<StoredCharge> charges, Page page, long total) {
    List<CustomerNo> customers =
        charges.stream().map(StoredCharge::customerNo).distinct().sorted().toList();
    return CustomerBooks.load(tx, customers)
        .map(
            books ->
                charges.stream()
                    .map(c -> fill(CHARGE.fill(), c, books.get(c.customerNo())).json())
                    .toList())
        .map(items -> Answer.ok(Shape.page(items, page, total)));
  }

  private Future<Answer> explain(Tx tx, String id) {
    return StoredCharge.find(tx, new ChargeId(uuid(id)))
        .compose(
            found -> {
              StoredCharge charge = found.orElseThrow(ExplainCharges::missing);
              Future<Catalogue> catalogue = snapshots.catalogue(tx);
              Future<Map<CustomerNo, CustomerBook>> books =
                  CustomerBooks.load(tx, List.of(charge.customerNo()));
              Future<List<StoredEvent>> events =
                  EventLog.ofBatch(
                      tx, charge.batch(), charge.customerNo(), charge.periodStart(), MAX_EVENTS);
              return Future.join(catalogue, books, events)
                  .compose(
                      all ->
                          scripts.run(
                              () ->
                                  answer(
                                      charge,
                                      catalogue.result(),
                                      books.result().get(charge.customerNo()),
                                      events.result())));
            });
  }

  private Answer answer(
      StoredCharge charge,
      Catalogue catalogue,
      @Nullable CustomerBook book,
      List<StoredEvent> events) {
    if (charge.evidence() != null && book != null) {
      return corrected(charge, charge.evidence(), catalogue, book);
    }
    List<Explained.Part> parts = book == null ? List.of() : parts(charge, catalogue, book, events);
    boolean complete =
        Explain.addUp(parts.stream().map(Explained.Part::explanation).toList(), charge.amount());
    return Answer.ok(
        fill(EXPLANATION.fill(), charge, book)
            .set("complete", complete)
            .set("detail", complete ? null : incomplete(charge))
            .set("parts", new Json.Arr(parts.stream().<Json>map(Explained.Part::json).toList()))
            .json());
  }

  private Answer corrected(
      StoredCharge charge, String evidence, Catalogue catalogue, CustomerBook book) {
    CellModel model = model(charge, catalogue, book);
    List<Explain.Correction> all =
        model == null
            ? List.of()
            : explain.explain(
                model, catalogue.lineage(model.lineItem().lineageId()), Evidence.parse(evidence));
    boolean complete = !all.isEmpty() && all.stream().allMatch(Explain.Correction::holds);
    List<Json> parts = all.stream().limit(MAX_PARTS).map(Corrected::json).toList();
    return Answer.ok(
        fill(EXPLANATION.fill(), charge, book)
            .set("complete", complete)
            .set("detail", complete ? null : Corrected.INCOMPLETE)
            .set("parts", new Json.Arr(parts))
            .json());
  }

  private static @Nullable CellModel model(
      StoredCharge charge, Catalogue catalogue, CustomerBook book) {
    return new Matcher(catalogue)
        .model(
            book,
            new CellKey(
                charge.customerNo(), charge.lineItemNo(), charge.periodStart(), charge.part()));
  }

  private static String incomplete(StoredCharge charge) {
    return charge.cause() == Cause.USAGE
        ? "The parts do not add up to the amount: the charge has more events than are shown, or its"
            + " price or some event changed since."
        : "The charge corrects earlier ones (%s): it is what the cell costs now minus what was booked."
            .formatted(charge.cause());
  }

  private List<Explained.Part> parts(
      StoredCharge charge, Catalogue catalogue, CustomerBook book, List<StoredEvent> events) {
    CellModel model = model(charge, catalogue, book);
    if (model == null) {
      return List.of();
    }
    List<Explained.Of> rated = new ArrayList<>();
    for (StoredEvent event : events) {
      for (Entry entry : event.entries()) {
        if (entry.on(charge.lineItemNo())
            && charge.periodStart().equals(entry.periodStart())
            && entry.part().equals(charge.part())
            && entry.amount() != null) {
          rated.add(new Explained.Of(event.event(), entry));
        }
      }
    }
    List<Explained.Part> parts = new ArrayList<>();
    long chars = 0;
    for (Explained.Of of :
        Explained.together(rated, cumulative(catalogue, model)).map(List::of).orElse(rated)) {
      Optional<Explain.Explanation> found =
          explain.explain(
              model, catalogue.lineage(model.lineItem().lineageId()), of.entry(), of.event());
      if (parts.size() == MAX_PARTS || chars > MAX_CHARS) {
        return parts;
      }
      if (found.isPresent()) {
        parts.add(new Explained.Part(of, found.get()));
        chars += found.get().price().params().length();
      }
    }
    return parts;
  }

  private static Set<PriceId> cumulative(Catalogue catalogue, CellModel model) {
    return catalogue.lineage(model.lineItem().lineageId()).stream()
        .filter(price -> price.script().kind() == ScriptKind.CUMULATIVE)
        .map(PriceVersion::id)
        .collect(Collectors.toSet());
  }

  private static Shape.Filled fill(
      Shape.Filled filled, StoredCharge charge, @Nullable CustomerBook book) {
    return filled
        .set("id", charge.id().toString())
        .set("amount", Money.plain(charge.amount()).toPlainString())
        .set("currency", charge.currency())
        .set("cause", charge.cause().code())
        .set("events", charge.events())
        .set("made_at", charge.madeAt())
        .set("customer_id", book == null ? null : book.customerId())
        .set("external_customer_id", book == null ? null : book.externalId())
        .set("subscription_line_item_no", charge.lineItemNo().value())
        .set("period_start", charge.periodStart())
        .set("price_id", charge.priceId())
        .set("script_id", charge.scriptId());
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw missing();
    }
  }

  private static ProblemException missing() {
    return new ProblemException(
        new Problem.NotFound("There is no charge with that id. GET /v1/charges lists them."));
  }
}
