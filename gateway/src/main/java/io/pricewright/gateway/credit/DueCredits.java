package io.pricewright.gateway.credit;

import io.pricewright.gateway.background.CustomerStep;
import io.pricewright.gateway.background.CustomerWork;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.wallet.CreditBook;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Credits that are due: holds that expire, recurring credits, bought ones that begin, rests that
 * are carried over, grants that lapse. After an outage all of it happens in the order of time.
 */
public final class DueCredits implements CustomerWork {
  private final PostCredits post;
  private final WalletTransactions transactions;
  private final Ids ids;

  /** Posts with this, gives rows ids, and tells through the notices. */
  public DueCredits(PostCredits post, Ids ids, Notices notices) {
    this.post = post;
    this.transactions = new WalletTransactions(ids, notices);
    this.ids = ids;
  }

  @Override
  public Future<Agenda> open(Tx tx, Map<CustomerNo, Gate> gates, Instant now) {
    // Who has no credits, and none to come, has nothing to do here.
    List<CustomerNo> watched =
        gates.values().stream().filter(Gate::watched).map(Gate::customerNo).toList();
    return watched.isEmpty()
        ? Future.succeededFuture(new Days(Map.of(), now))
        : Dues.read(tx, watched, now).map(dues -> days(dues, now));
  }

  private Days days(List<Dues> dues, Instant now) {
    Map<CustomerNo, DueDay> days = new TreeMap<>();
    for (Dues one : dues) {
      days.put(one.book().customerNo(), new DueDay(ids, transactions, one, now));
    }
    return new Days(days, now);
  }

  /** The credits of a group of customers. */
  private final class Days implements Agenda {
    private final Map<CustomerNo, DueDay> days;
    private final Instant now;

    Days(Map<CustomerNo, DueDay> days, Instant now) {
      this.days = days;
      this.now = now;
    }

    @Override
    public @Nullable CustomerStep next(CustomerNo customer) {
      DueDay day = days.get(customer);
      return day == null ? null : day.next();
    }

    @Override
    public void take(CustomerNo customer, CustomerStep step) {
      DueDay day = days.get(customer);
      if (day != null) {
        day.take(step);
      }
    }

    @Override
    public Future<Void> write(Tx tx) {
      List<DueDay> stepped = days.values().stream().filter(DueDay::stepped).toList();
      if (stepped.isEmpty()) {
        return Future.succeededFuture();
      }
      CreditWrites writes = post.writes(now);
      DueDay.Written written = new DueDay.Written();
      stepped.forEach(day -> day.collect(writes, written));
      List<CreditBook> books = new ArrayList<>();
      stepped.forEach(day -> books.add(day.book()));
      post.work(Credits.batch(now), books, now, writes);
      // New wallets first: grants and rows refer to them.
      return written.write(tx, now).compose(made -> writes.write(tx));
    }
  }
}
