package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.store.database.Entity;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Answers parts of lists: rows of a table, newest first, and how many there are. */
public final class Pages {
  private Pages() {}

  /**
   * Answers the asked part of the rows that fulfil conditions.
   *
   * @param show how rows are shown, in their order
   */
  public static <R, T> Future<Answer> of(
      Tx tx,
      Entity<R> table,
      Where<R> where,
      Page page,
      Body<T> body,
      Function<List<R>, Future<List<T>>> show) {
    return Future.join(
            table.list(tx, where, page.limit(), page.offset()).compose(show),
            table.count(tx, where))
        .map(both -> Answer.page(body, both.resultAt(0), page, both.<Long>resultAt(1)));
  }

  /** Answers the asked part of what a search found. */
  public static <R, T> Future<Answer> found(
      Tx tx,
      Entity<R> table,
      Search search,
      Body<T> body,
      Function<List<R>, Future<List<T>>> show) {
    return found(tx, table, search, search.where(table), body, show);
  }

  /** Answers the part and in the order that a search asks for, of rows that fulfil conditions. */
  public static <R, T> Future<Answer> found(
      Tx tx,
      Entity<R> table,
      Search search,
      Where<R> where,
      Body<T> body,
      Function<List<R>, Future<List<T>>> show) {
    Page page = search.page();
    return Future.join(
            table.list(tx, where, search.sorted(), page.limit(), page.offset()).compose(show),
            table.count(tx, where))
        .map(both -> Answer.page(body, both.resultAt(0), page, both.<Long>resultAt(1)));
  }

  /** Shows rows one by one. */
  public static <R, T> Function<List<R>, Future<List<T>>> each(Function<R, T> show) {
    return rows -> Future.succeededFuture(rows.stream().map(show).toList());
  }
}
