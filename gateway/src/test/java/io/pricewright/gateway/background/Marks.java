package io.pricewright.gateway.background;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Work that is rows of a table: what is due for whom, when and of which rank. What is done goes to
 * another table in the same transaction, with the order in which it was done.
 */
final class Marks implements CustomerWork {
  static final String[] TABLES = {
    "create table marks (customer_no bigint, at timestamptz, rank text)",
    "create table marked (customer_no bigint, at timestamptz, rank text, stamp bigint)",
    "grant all on marks, marked to public"
  };

  private static final AtomicLong STAMP = new AtomicLong();

  private final Set<Rank> ranks;
  private final Faults faults;

  /** What goes wrong: a transaction may fail, or lose its connection, at any stage. */
  @FunctionalInterface
  interface Faults {
    Future<?> at(Tx tx, String stage, Iterable<CustomerNo> customers);
  }

  /** Does marks of some ranks. */
  Marks(Set<Rank> ranks, Faults faults) {
    this.ranks = ranks;
    this.faults = faults;
  }

  @Override
  public Future<Agenda> open(Tx tx, Map<CustomerNo, Gate> gates, Instant now) {
    List<Long> whose = gates.keySet().stream().map(CustomerNo::value).toList();
    return faults
        .at(tx, "open", gates.keySet())
        .compose(
            begun ->
                tx.run(
                    "select customer_no, at, rank from marks where customer_no = any($1)"
                        + " and rank = any($2)",
                    Tuple.of(
                        whose.toArray(Long[]::new),
                        (Object) ranks.stream().map(Rank::name).toArray(String[]::new))))
        .map(
            rows -> {
              Map<CustomerNo, NavigableSet<CustomerStep>> due = new HashMap<>();
              for (Row row : rows) {
                due.computeIfAbsent(new CustomerNo(row.getLong(0)), no -> new TreeSet<>())
                    .add(
                        new CustomerStep(
                            row.getOffsetDateTime(1).toInstant(), Rank.valueOf(row.getString(2))));
              }
              return new Due(due);
            });
  }

  private record Taken(CustomerNo customer, CustomerStep step, long stamp) {}

  private final class Due implements Agenda {
    private final Map<CustomerNo, NavigableSet<CustomerStep>> due;
    private final List<Taken> taken = new ArrayList<>();

    Due(Map<CustomerNo, NavigableSet<CustomerStep>> due) {
      this.due = due;
    }

    @Override
    public @Nullable CustomerStep next(CustomerNo customer) {
      NavigableSet<CustomerStep> mine = due.get(customer);
      return mine == null || mine.isEmpty() ? null : mine.first();
    }

    @Override
    public void take(CustomerNo customer, CustomerStep step) {
      due.getOrDefault(customer, new TreeSet<>()).remove(step);
      taken.add(new Taken(customer, step, STAMP.incrementAndGet()));
    }

    @Override
    public Future<Void> write(Tx tx) {
      List<CustomerNo> whose = taken.stream().map(Taken::customer).distinct().toList();
      return faults
          .at(tx, "write", whose)
          .compose(
              begun ->
                  run(
                      tx,
                      "delete from marks m using given g where (m.customer_no, m.at, m.rank) ="
                          + " (g.customer_no, g.at, g.rank)"))
          .compose(removed -> faults.at(tx, "between", whose))
          .compose(between -> run(tx, "insert into marked select * from given"))
          .compose(added -> faults.at(tx, "written", whose))
          .mapEmpty();
    }

    private Future<?> run(Tx tx, String statement) {
      return tx.run(
          "with given as (select * from unnest($1::bigint[], $2::timestamptz[], $3::text[],"
              + " $4::bigint[]) as t(customer_no, at, rank, stamp)) "
              + statement,
          Tuple.of(
              taken.stream().map(one -> one.customer().value()).toArray(Long[]::new),
              taken.stream().map(one -> Tx.at(one.step().at())).toArray(OffsetDateTime[]::new),
              taken.stream().map(one -> one.step().rank().name()).toArray(String[]::new),
              taken.stream().map(Taken::stamp).toArray(Long[]::new)));
    }
  }
}
