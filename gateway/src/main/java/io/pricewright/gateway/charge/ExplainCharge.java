package io.pricewright.gateway.charge;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Evidence;
import io.pricewright.rules.rating.Explain;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.row.ChargeRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains a charge: the price and script that made it, what the script saw, its lines, and the
 * amount with and without the charge's events. Enough to run it again offline.
 *
 * <p>Fails with {@code NotFound}.
 */
final class ExplainCharge {
  /** Most events of a charge that are looked at. */
  private static final int MAX_EVENTS = 1_000;

  /** Most parts explained one by one. */
  private static final int MAX_PARTS = 100;

  /** Most characters of parameters in an explanation. */
  private static final int MAX_CHARS = 2_000_000;

  private static final String INCOMPLETE =
      "The price or its parameters changed since, or each event is priced alone: then the events'"
          + " receipts explain the amounts.";

  private final Snapshots snapshots;
  private final ScriptPool scripts;
  private final Explain explain;

  /** Explains with a script engine, on the pool. */
  ExplainCharge(Snapshots snapshots, ScriptPool scripts, ScriptEngine engine) {
    this.snapshots = snapshots;
    this.scripts = scripts;
    this.explain = new Explain(engine);
  }

  /**
   * Explains.
   *
   * @param show makes the answer on the pool, since it may be long
   */
  <T> Future<T> run(Tx tx, ChargeId id, Function<ChargeExplanation, T> show) {
    return ChargeRow.TABLE
        .find(tx, id)
        .compose(
            found -> {
              ChargeRow charge = found.orElseThrow(ExplainCharge::missing);
              CustomerNo customerNo = charge.customerNo();
              Future<Catalogue> catalogue = snapshots.catalogue(tx);
              Future<Map<CustomerNo, CustomerBook>> books =
                  CustomerBooks.load(tx, List.of(customerNo));
              Future<List<StoredEvent>> events =
                  EventPages.ofBatch(
                      tx, charge.batchId(), customerNo, charge.periodStart(), MAX_EVENTS);
              return Future.join(catalogue, books, events)
                  .compose(
                      all ->
                          scripts.run(
                              () ->
                                  show.apply(
                                      explained(
                                          charge,
                                          catalogue.result(),
                                          books.result().get(customerNo),
                                          events.result()))));
            });
  }

  private ChargeExplanation explained(
      ChargeRow charge,
      Catalogue catalogue,
      @Nullable CustomerBook book,
      List<StoredEvent> events) {
    String evidence = charge.evidence();
    if (evidence != null && book != null) {
      return corrected(charge, evidence, catalogue, book);
    }
    List<Explained.Part> parts = book == null ? List.of() : parts(charge, catalogue, book, events);
    boolean complete =
        Explain.addUp(parts.stream().map(Explained.Part::explanation).toList(), charge.amount());
    return new ChargeExplanation(
        charge, book, complete, complete ? null : incomplete(charge), List.copyOf(parts));
  }

  private ChargeExplanation corrected(
      ChargeRow charge, String evidence, Catalogue catalogue, CustomerBook book) {
    CellModel model = model(charge, catalogue, book);
    List<Explain.Correction> all =
        model == null
            ? List.of()
            : explain.explain(
                model, catalogue.lineage(model.lineItem().lineageId()), Evidence.parse(evidence));
    boolean complete = !all.isEmpty() && all.stream().allMatch(Explain.Correction::holds);
    return new ChargeExplanation(
        charge,
        book,
        complete,
        complete ? null : INCOMPLETE,
        all.stream()
            .limit(MAX_PARTS)
            .<ChargeExplanation.Part>map(ChargeExplanation.Corrected::new)
            .toList());
  }

  private static @Nullable CellModel model(
      ChargeRow charge, Catalogue catalogue, CustomerBook book) {
    return new Matcher(catalogue)
        .model(
            book,
            new CellKey(
                charge.customerNo(), charge.lineItemNo(), charge.periodStart(), charge.part()));
  }

  private static String incomplete(ChargeRow charge) {
    return switch (charge.cause()) {
      case USAGE ->
          "The parts do not add up to the amount: the charge has more events than are shown, or its"
              + " price or some event changed since.";
      case FIXED ->
          "No event made this charge but an invoice, which asks for a fixed price: its line says"
              + " what it was made of.";
      case RERATE, VOID, RECOUNT ->
          "The charge corrects earlier ones (%s): it is what the cell costs now minus what was"
                  .formatted(charge.cause())
              + " booked.";
    };
  }

  private List<Explained.Part> parts(
      ChargeRow charge, Catalogue catalogue, CustomerBook book, List<StoredEvent> events) {
    CellModel model = model(charge, catalogue, book);
    if (model == null) {
      return List.of();
    }
    List<Explained.Of> rated = rated(charge, events);
    List<PriceVersion> lineage = catalogue.lineage(model.lineItem().lineageId());
    List<Explained.Part> parts = new ArrayList<>();
    long chars = 0;
    for (Explained.Of of :
        Explained.together(rated, cumulative(lineage)).map(List::of).orElse(rated)) {
      Optional<Explain.Explanation> found = explain.explain(model, lineage, of.entry(), of.event());
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

  private static List<Explained.Of> rated(ChargeRow charge, List<StoredEvent> events) {
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
    return rated;
  }

  private static Set<PriceId> cumulative(List<PriceVersion> lineage) {
    return lineage.stream()
        .filter(price -> price.script().kind() == ScriptKind.CUMULATIVE)
        .map(PriceVersion::id)
        .collect(Collectors.toSet());
  }

  /** Says that there is no such charge. */
  static ProblemException missing() {
    return new ProblemException(
        new Problem.NotFound("There is no charge with that id. GET /v1/charges lists them."));
  }
}
