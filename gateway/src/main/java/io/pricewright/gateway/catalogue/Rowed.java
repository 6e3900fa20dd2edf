package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.catalogue.Catalogued;
import io.pricewright.store.database.Entity;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads of tables whose rows are written by hand; of others see {@link Existing}. */
public final class Rowed {
  private Rowed() {}

  /** Returns what was found, or fails with {@link Problem.NotFound}. */
  public static <T> T existing(Optional<T> found, String what, String id) {
    return found.orElseThrow(
        () ->
            new ProblemException(new Problem.NotFound("There is no %s '%s'.".formatted(what, id))));
  }

  /** Finds a row by id. */
  public static <T> Future<T> find(Tx tx, Catalogued<T> table, String what, String id) {
    return table.find(tx, id).map(found -> existing(found, what, id));
  }

  /** Finds a row by id. */
  public static <T> Future<T> find(Tx tx, Entity<T> table, String what, Id id) {
    return table.find(tx, id).map(found -> existing(found, what, id.value()));
  }

  /**
   * Finds the published row that a field of the body refers to.
   *
   * @param pointer where the body refers to it; a row that is not there is refused at it
   */
  public static <T extends Published> Future<T> refer(
      Tx tx, Entity<T> table, String what, Id id, String pointer) {
    return Existing.referred(tx, table, what, id, pointer);
  }

  /** Says that a field refers to nothing that can be used. */
  public static ProblemException missing(String what, String id, String pointer, String why) {
    String detail = "The %s '%s' %s.".formatted(what, id, why);
    return new ProblemException(
        new Problem.NotFound(detail, List.of(new FieldError(pointer, "not_found", detail))));
  }

  /** Answers a page of what a search found. */
  public static <T> Future<Answer> search(
      Tx tx, Search search, Catalogued<T> table, Function<List<T>, Future<List<Json.Obj>>> show) {
    Page page = search.page();
    return Future.join(
            table.listAmong(tx, search.among(), page.limit(), page.offset()).compose(show),
            table.countAmong(tx, search.among()))
        .map(both -> Answer.ok(Shape.page(both.resultAt(0), page, both.<Long>resultAt(1))));
  }

  /** Answers a page of the rows that fulfil a condition. */
  public static <T> Future<Answer> list(
      Tx tx,
      Request request,
      Catalogued<T> table,
      Map<String, String> equal,
      Function<List<T>, Future<List<Json.Obj>>> show) {
    Page page = request.page();
    return Future.join(
            table.list(tx, equal, page.limit(), page.offset()).compose(show),
            table.count(tx, equal))
        .map(both -> Answer.ok(Shape.page(both.resultAt(0), page, both.<Long>resultAt(1))));
  }
}
