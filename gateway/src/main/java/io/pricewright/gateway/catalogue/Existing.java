package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Entity;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Rows that have to be there: named by a path, or referred to by a field of a body. */
public final class Existing {
  private Existing() {}

  /** Returns what was found. Fails with {@link Problem.NotFound}. */
  public static <T> T of(Optional<T> found, String what, Id id) {
    return of(found, what, id.value());
  }

  /** Returns what was found under a name. Fails with {@link Problem.NotFound}. */
  public static <T> T of(Optional<T> found, String what, String name) {
    return found.orElseThrow(
        () ->
            new ProblemException(
                new Problem.NotFound("There is no %s '%s'.".formatted(what, name))));
  }

  /** Finds a row by id. Fails with {@link Problem.NotFound}. */
  public static <T> Future<T> find(Tx tx, Entity<T> table, String what, Id id) {
    return table.find(tx, id).map(found -> of(found, what, id));
  }

  /**
   * Finds the published row that a field of the body refers to. Fails with {@link
   * Problem.NotFound}.
   *
   * @param pointer where the body refers to it; a row that is not there is refused at it
   */
  public static <T extends Published> Future<T> referred(
      Tx tx, Entity<T> table, String what, Id id, String pointer) {
    return table.find(tx, id).map(found -> published(found, what, id, pointer));
  }

  private static <T extends Published> T published(
      Optional<T> found, String what, Id id, String pointer) {
    T row = found.orElseThrow(() -> missing(what, id, pointer, "is not there"));
    if (!row.published()) {
      throw missing(what, id, pointer, "is archived");
    }
    return row;
  }

  /** Says that a field refers to nothing that can be used. */
  public static ProblemException missing(String what, Id id, String pointer, String why) {
    String detail = "The %s '%s' %s.".formatted(what, id.value(), why);
    return new ProblemException(
        new Problem.NotFound(detail, List.of(new FieldError(pointer, "not_found", detail))));
  }
}
