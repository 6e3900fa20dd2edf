package io.pricewright.gateway.credit;

import io.pricewright.gateway.rating.CreditDraws;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.wallet.Budget;
import io.pricewright.rules.wallet.Spending;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.wallet.Budgets;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Draws credits for what a batch charges, in its transaction. Customers whose gate says that they
 * have none cost nothing here.
 */
public final class DrawCredits implements CreditDraws {
  private final PostCredits post;
  private final WatchBudgets watch;

  /** Draws, and posts with these. */
  public DrawCredits(PostCredits post, WatchBudgets watch) {
    this.post = post;
    this.watch = watch;
  }

  @Override
  public Future<Drawing> read(Tx tx, Collection<CellKey> cells, Map<CustomerNo, Gate> gates) {
    Map<CustomerNo, Set<Use.Key>> uses = new HashMap<>();
    for (CellKey cell : cells) {
      Gate gate = gates.get(cell.customerNo());
      if (gate != null && gate.watched()) {
        uses.computeIfAbsent(cell.customerNo(), no -> new HashSet<>())
            .add(new Use.Key(cell.lineItemNo(), cell.periodStart()));
      }
    }
    if (uses.isEmpty()) {
      return Future.succeededFuture(Drawing.NONE);
    }
    Future<Map<CustomerNo, CreditBook>> books =
        CreditBooks.load(tx, uses.keySet(), new CreditBooks.Asked(uses, false));
    Future<List<Budget>> budgets = Budgets.of(tx, uses.keySet());
    return Future.join(books, budgets).map(both -> new Watched(books.result(), budgets.result()));
  }

  /** The credits of those customers of a batch who have any. */
  private final class Watched implements Drawing {
    private final Map<CustomerNo, CreditBook> books;
    private final List<Budget> budgets;
    private @Nullable CreditWrites writes;

    Watched(Map<CustomerNo, CreditBook> books, List<Budget> budgets) {
      this.books = books;
      this.budgets = budgets;
    }

    @Override
    public void draw(BatchId batch, RatedBatch rated, Instant now) {
      List<Spending> spent = Spending.of(rated, books::containsKey);
      Map<CustomerNo, CreditBook> touched = new TreeMap<>();
      for (Spending one : spent) {
        CreditBook book = Objects.requireNonNull(books.get(one.customerNo()));
        one.from(book.purse(one.currency()));
        touched.put(one.customerNo(), book);
      }
      CreditWrites drawn = post.writes(now);
      watch.spend(budgets, spent, touched, now, drawn);
      post.work(batch, touched.values(), now, drawn);
      writes = drawn;
    }

    @Override
    public Future<Void> write(Tx tx) {
      return writes == null ? Future.succeededFuture() : writes.write(tx);
    }
  }
}
