package io.pricewright.gateway.simulation;

import io.pricewright.gateway.catalogue.LinkedSource;
import io.pricewright.gateway.catalogue.PriceCallAnswers;
import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.gate.StatedLaws;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventFileId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptText;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.sandbox.Variant;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.pricewright.store.simulation.EventFiles;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the prices of a question. */
final class Candidates {
  /** Id that scripts see in {@code context.price_id} when no stored price is tried. */
  static final String NO_PRICE = "price_candidate";

  /** Id of every script that is not published. */
  static final String DRAFT = "script_draft";

  private final Snapshots snapshots;
  private final Function<String, Future<ScriptKind>> check;

  /**
   * What is compared.
   *
   * @param catalogue with the live versions
   * @param lineages which prices, in order
   * @param variants the baseline first
   * @param names what people call the prices
   */
  record Found(
      Catalogue catalogue,
      List<LineageId> lineages,
      List<Variant> variants,
      Map<LineageId, String> names) {
    String name(LineageId lineage) {
      return names.getOrDefault(lineage, lineage.value());
    }

    private Found named(Map<LineageId, String> all) {
      return new Found(catalogue, lineages, variants, all);
    }

    /** Returns the first live version of the first lineage: all have its currency. */
    PriceVersion first() {
      return catalogue.lineage(lineages.getFirst()).getFirst();
    }
  }

  /**
   * Finds prices.
   *
   * @param check says what a script is that is not published, and fails when it breaks the contract
   */
  Candidates(Snapshots snapshots, Function<String, Future<ScriptKind>> check) {
    this.snapshots = snapshots;
    this.check = check;
  }

  /** Returns whether a script is not published, and so runs behind the process wall alone. */
  static boolean isDraft(ScriptVersion version) {
    return version.id().value().equals(DRAFT);
  }

  /** A change, and the first version of the lineage it is about. */
  private record Placed(PriceVersion live, PriceVersion tried) {}

  Future<Found> find(Tx tx, Question question) {
    return snapshots
        .catalogue(tx)
        .compose(
            catalogue ->
                own(tx, catalogue, question)
                    .compose(
                        own -> {
                          List<Future<Variant>> variants = new ArrayList<>();
                          question
                              .candidates()
                              .forEach(tried -> variants.add(variant(tx, catalogue, own, tried)));
                          return Future.join(variants)
                              .compose(
                                  all ->
                                      found(
                                          tx,
                                          catalogue,
                                          own,
                                          question,
                                          variants.stream().map(Future::result).toList()));
                        }));
  }

  /** Refuses a question about customers or a file that are not there. */
  static Future<Void> checkNames(Tx tx, Question question) {
    List<ExternalId> named = question.externalIds();
    EventFileId file = question.file();
    Future<Boolean> there =
        file == null
            ? Future.succeededFuture(true)
            : EventFiles.find(tx, file).map(Optional::isPresent);
    return Future.join(there, Customers.resolve(tx, named))
        .map(
            both -> {
              List<FieldError> errors = new ArrayList<>();
              Map<ExternalId, CustomerNo> known = both.resultAt(1);
              for (int i = 0; i < named.size(); i++) {
                if (!known.containsKey(named.get(i))) {
                  errors.add(
                      new FieldError(
                          "/external_customer_ids/" + i,
                          "not_found",
                          "There is no customer with that external id."));
                }
              }
              if (!there.result()) {
                errors.add(new FieldError("/file_id", "not_found", "There is no file of that id."));
              }
              if (!errors.isEmpty()) {
                throw new ProblemException(
                    new Problem.InvalidRequest(
                        "What the question names is missing; errors says what.", errors));
              }
              return null;
            });
  }

  private static Future<@Nullable PriceVersion> own(Tx tx, Catalogue catalogue, Question question) {
    PriceId id = question.priceId();
    return id == null
        ? Future.succeededFuture()
        : price(tx, catalogue, id, question.pointer())
            .map(version -> catalogue.lineage(version.lineageId()).getFirst());
  }

  private Future<Variant> variant(
      Tx tx, Catalogue catalogue, @Nullable PriceVersion own, Question.Tried tried) {
    List<Future<Placed>> placed = new ArrayList<>();
    for (Question.Change change : tried.changes()) {
      placed.add(placed(tx, catalogue, own, change));
    }
    return Future.join(placed)
        .map(
            all -> {
              Map<LineageId, PriceVersion> prices = new HashMap<>();
              placed.forEach(
                  one -> prices.put(one.result().live().lineageId(), one.result().tried()));
              return new Variant(tried.name(), Variant.Role.CANDIDATE, prices);
            });
  }

  private Future<Placed> placed(
      Tx tx, Catalogue catalogue, @Nullable PriceVersion own, Question.Change change) {
    PriceId lineage = change.lineage();
    Future<PriceVersion> live =
        lineage == null
            ? Future.succeededFuture(Objects.requireNonNull(own, "a question without a price"))
            : price(tx, catalogue, lineage, change.pointer() + "/lineage_id")
                .map(version -> catalogue.lineage(version.lineageId()).getFirst());
    return live.compose(
        version -> tried(tx, catalogue, version, change).map(tried -> new Placed(version, tried)));
  }

  private Future<PriceVersion> tried(
      Tx tx, Catalogue catalogue, PriceVersion live, Question.Change change) {
    return switch (change.trial()) {
      case Question.Trial.Stored stored ->
          price(tx, catalogue, stored.price(), change.pointer() + "/price_id")
              .map(tried -> stored(live, tried, change.pointer()));
      case Question.Trial.Published published -> script(tx, live, published.script(), change);
      case Question.Trial.Draft draft -> draft(tx, live, draft, change);
    };
  }

  private Future<PriceVersion> draft(
      Tx tx, PriceVersion live, Question.Trial.Draft draft, Question.Change change) {
    return LinkedSource.of(tx, draft.source())
        .compose(
            linked ->
                check
                    .apply(linked)
                    .map(
                        kind ->
                            candidate(
                                live,
                                new PriceId(NO_PRICE),
                                new ScriptVersion(
                                    new ScriptId(DRAFT),
                                    "draft",
                                    1,
                                    ScriptText.sha256(linked),
                                    kind,
                                    linked),
                                draft.params().text(),
                                bounds(kind, change))))
        .recover(fault -> Future.failedFuture(placed(fault, change.pointer() + "/source")));
  }

  /** Says where the text stands that a script's complaints are about. */
  private static Throwable placed(Throwable fault, String pointer) {
    return fault instanceof ProblemException e && e.problem() instanceof Problem.InvalidScript wrong
        ? refused(pointer, "invalid_script", wrong.detail())
        : fault;
  }

  private static PriceVersion.Bounds bounds(ScriptKind kind, Question.Change change) {
    if (kind == ScriptKind.LIBRARY) {
      throw refused(
          change.pointer(), "library", "A library prices nothing: try a script that imports it.");
    }
    if (change.bounds().freeEvents() > 0 && kind != ScriptKind.PER_EVENT) {
      throw refused(
          change.pointer() + "/free_events",
          "not_supported",
          "free_events goes with a script that prices each event alone, rate(event, params,"
              + " context).");
    }
    return change.bounds();
  }

  private static Future<Found> found(
      Tx tx,
      Catalogue catalogue,
      @Nullable PriceVersion own,
      Question question,
      List<Variant> candidates) {
    Map<LineageId, PriceVersion> lineages = new LinkedHashMap<>();
    if (own != null) {
      lineages.put(own.lineageId(), own);
    }
    candidates.forEach(
        variant ->
            variant
                .prices()
                .keySet()
                .forEach(id -> lineages.putIfAbsent(id, catalogue.lineage(id).getFirst())));
    checkCurrencies(List.copyOf(lineages.values()));
    List<Variant> variants =
        new ArrayList<>(Stream.concat(Stream.of(Variant.baseline()), candidates.stream()).toList());
    PriceScripts.Wanted cost = question.cost();
    if (cost == null) {
      return named(tx, new Found(catalogue, List.copyOf(lineages.keySet()), variants, Map.of()));
    }
    return PriceScripts.find(tx, cost, "/cost")
        .map(
            row -> {
              Map<LineageId, PriceVersion> prices = new HashMap<>();
              lineages.forEach(
                  (id, live) ->
                      prices.put(
                          id,
                          candidate(
                              live,
                              new PriceId(NO_PRICE),
                              version(row),
                              cost.params().text(),
                              PriceVersion.Bounds.NONE)));
              variants.add(new Variant("cost", Variant.Role.COST, prices));
              return new Found(catalogue, List.copyOf(lineages.keySet()), variants, Map.of());
            })
        .compose(found -> named(tx, found));
  }

  private static Future<Found> named(Tx tx, Found found) {
    Map<LineageId, String> names = new HashMap<>();
    Future<Void> each = Future.succeededFuture();
    for (LineageId lineage : found.lineages()) {
      PriceId live = found.catalogue().lineage(lineage).getFirst().id();
      each =
          each.compose(before -> PriceCallAnswers.name(tx, live))
              .map(
                  name -> {
                    names.put(lineage, name);
                    return null;
                  });
    }
    return each.map(all -> found.named(Map.copyOf(names)));
  }

  private static void checkCurrencies(List<PriceVersion> lives) {
    if (lives.stream().map(PriceVersion::currency).distinct().count() > 1) {
      throw refused("/candidates", "other_currency", "Simulate prices of one currency at a time.");
    }
  }

  private static Future<PriceVersion> price(Tx tx, Catalogue catalogue, PriceId id, String at) {
    return PriceRow.TABLE
        .find(tx, id)
        .map(
            row ->
                row.stream()
                    .flatMap(found -> catalogue.lineage(found.lineageId()).stream())
                    .filter(version -> version.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> refused(at, "not_found", "There is no price of that id.")));
  }

  private static PriceVersion stored(PriceVersion live, PriceVersion tried, String at) {
    if (!tried.currency().equals(live.currency())) {
      throw refused(
          at + "/price_id",
          "other_currency",
          "Try a price in %s, as the live one.".formatted(live.currency().code()));
    }
    return candidate(live, tried.id(), tried.script(), tried.params(), tried.bounds());
  }

  private static Future<PriceVersion> script(
      Tx tx, PriceVersion live, PriceScripts.Wanted wanted, Question.Change change) {
    return PriceScripts.find(tx, wanted, change.pointer())
        .map(
            row ->
                candidate(
                    live,
                    new PriceId(NO_PRICE),
                    version(row),
                    wanted.params().text(),
                    bounds(row.kind(), change)));
  }

  private static ScriptVersion version(ScriptRow row) {
    return new ScriptVersion(
        row.id(),
        row.name(),
        row.number(),
        row.sha256(),
        row.kind(),
        row.source(),
        StatedLaws.monotone(row.gate(), row.manifest()));
  }

  private static PriceVersion candidate(
      PriceVersion live,
      PriceId id,
      ScriptVersion script,
      String params,
      PriceVersion.Bounds bounds) {
    return new PriceVersion(
        id,
        live.lineageId(),
        live.planId(),
        live.meterId(),
        live.currency(),
        live.term(),
        null,
        script,
        params,
        bounds);
  }

  static ProblemException refused(String pointer, String code, String detail) {
    return new ProblemException(Problem.InvalidRequest.at(pointer, code, detail));
  }
}
