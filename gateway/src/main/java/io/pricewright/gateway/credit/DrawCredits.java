package io.pricewright.gateway.credit;

import io.pricewright.gateway.rating.CreditDraws;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.wallet.Spending;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws credits for what a batch charged, in its transaction. Customers whose gate says that they
 * have none cost nothing here.
 */
public final class DrawCredits implements CreditDraws {
  private final PostCredits post;
  private final WatchBudgets budgets;

  /** Draws, and posts with these. */
  public DrawCredits(PostCredits post, WatchBudgets budgets) {
    this.post = post;
    this.budgets = budgets;
  }

  @Override
  public Future<Void> draw(
      Tx tx, BatchId batch, RatedBatch rated, Map<CustomerNo, Gate> gates, Instant now) {
    List<Spending> spent = Spending.of(rated, no -> watched(gates.get(no)));
    if (spent.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<CustomerNo, Set<Use.Key>> uses = new HashMap<>();
    spent.forEach(
        one -> uses.computeIfAbsent(one.customerNo(), no -> new HashSet<>()).add(one.key()));
    return CreditBooks.load(tx, uses.keySet(), new CreditBooks.Asked(uses, false))
        .compose(books -> draw(tx, batch, spent, books, now));
  }

  private static boolean watched(@org.jspecify.annotations.Nullable Gate gate) {
    return gate != null && gate.watched();
  }

  private Future<Void> draw(
      Tx tx, BatchId batch, List<Spending> spent, Map<CustomerNo, CreditBook> books, Instant now) {
    for (Spending one : spent) {
      CreditBook book = java.util.Objects.requireNonNull(books.get(one.customerNo()));
      one.from(book.purse(one.currency().code()));
    }
    return budgets
        .spend(tx, spent, books, now)
        .compose(done -> post.write(tx, batch, books.values(), now));
  }
}
