package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.store.database.Entity;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Answers parts of lists. */
final class PageAnswers {
  private PageAnswers() {}

  /** Answers the rows of a page that fulfil conditions, newest first, and how many there are. */
  static <R, T> Future<Answer> page(
      Tx tx,
      Page page,
      Entity<R> table,
      Where<R> where,
      Body<T> body,
      Function<List<R>, Future<List<T>>> show) {
    return Future.join(
            table.list(tx, where, page.limit(), page.offset()).compose(show),
            table.count(tx, where))
        .map(both -> Answer.page(body, both.resultAt(0), page, both.<Long>resultAt(1)));
  }
}
