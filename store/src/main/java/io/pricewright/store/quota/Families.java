package io.pricewright.store.quota;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.cache.Stamp;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Customers under customers: organisation, team, user. A customer with all below it is its subtree.
 * The stamp of a subtree is the sum of its members' numbers: they only grow, also when a customer
 * moves (what leaves is added to those it leaves), so an equal stamp means that nothing moved.
 */
public final class Families {
  /** Most customers above one another. */
  public static final int MOST_LEVELS = 8;

  /** Most customers of a subtree. */
  public static final int MOST_MEMBERS = 10_000;

  private static final String TREE =
      "with recursive tree(root, no, depth) as (select x, x, 1 from unnest($3::bigint[]) as x union all"
          + " select t.root, p.customer_no, t.depth + 1 from tree t join customer_parents p on"
          + " p.parent_no = t.no and p.tenant = $1 and p.environment = $2 where t.depth <= 20) ";
  private static final String STAMPS =
      TREE
          + "select t.root, e.epoch, sum(g.version)::bigint, sum(g.seq)::bigint from tree t"
          + " join gates g on g.tenant = $1 and g.environment = $2 and g.customer_no = t.no"
          + " join environments e on e.tenant = $1 and e.environment = $2 group by t.root, e.epoch";
  private static final String MEMBERS =
      TREE
          + "select t.no, e.epoch, g.version, g.seq, g.watched from tree t"
          + " join gates g on g.tenant = $1 and g.environment = $2 and g.customer_no = t.no"
          + " join environments e on e.tenant = $1 and e.environment = $2 limit 10001";
  private static final String ANCESTORS =
      "with recursive up(root, no, depth) as (select x, x, 0 from unnest($3::bigint[]) as x union all"
          + " select u.root, p.parent_no, u.depth + 1 from up u join customer_parents p on p.tenant = $1"
          + " and p.environment = $2 and p.customer_no = u.no where u.depth < 20)"
          + " select root, no from up where depth > 0 order by root, depth";
  private static final String JOIN =
      "insert into customer_parents (tenant, environment, customer_no, parent_no) values ($1, $2, $3, $4)"
          + " on conflict (tenant, environment, customer_no) do update set parent_no = excluded.parent_no";
  private static final String LEAVE =
      "delete from customer_parents where tenant = $1 and environment = $2 and customer_no = $3";
  private static final String MOVE =
      "update gates set version = version + $4, seq = seq + $5 where tenant = $1 and environment = $2"
          + " and customer_no = any($3)";

  private Families() {}

  /**
   * A member of a subtree.
   *
   * @param no its number
   * @param stamp its own
   * @param watched whether it has credits or budgets
   */
  public record Member(CustomerNo no, Stamp stamp, boolean watched) {}

  /** Returns the numbers of customers by their ids; unknown ones are left out. */
  public static Future<Map<String, CustomerNo>> numbers(Tx tx, Collection<String> ids) {
    return tx.run(
            "select id, customer_no from customers where tenant = $1 and environment = $2 and id = any($3)",
            scoped(tx).addArrayOfString(ids.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, CustomerNo> numbers = new HashMap<>();
              rows.forEach(row -> numbers.put(row.getString(0), new CustomerNo(row.getLong(1))));
              return numbers;
            });
  }

  /** Returns the stamps of subtrees by their roots. */
  public static Future<Map<CustomerNo, Stamp>> stamps(Tx tx, Collection<CustomerNo> roots) {
    return tx.run(STAMPS, of(tx, roots))
        .map(
            rows -> {
              Map<CustomerNo, Stamp> stamps = new HashMap<>();
              rows.forEach(row -> stamps.put(new CustomerNo(row.getLong(0)), stamp(row)));
              return stamps;
            });
  }

  /** Returns the members of a subtree, the root among them, by number. */
  public static Future<List<Member>> members(Tx tx, CustomerNo root) {
    return tx.run(MEMBERS, of(tx, List.of(root)))
        .map(
            rows -> {
              if (rows.size() > MOST_MEMBERS) {
                throw refused(
                    "A customer has more than %d customers below it.".formatted(MOST_MEMBERS));
              }
              List<Member> members = new ArrayList<>();
              rows.forEach(
                  row ->
                      members.add(
                          new Member(
                              new CustomerNo(row.getLong(0)), stamp(row), row.getBoolean(4))));
              return members;
            });
  }

  private static Stamp stamp(Row row) {
    return new Stamp(row.getLong(1), row.getLong(2), row.getLong(3));
  }

  /** Returns the stamp of all of them together. */
  public static Stamp sum(List<Member> members) {
    long version = 0;
    long seq = 0;
    for (Member member : members) {
      version += member.stamp().version();
      seq += member.stamp().seq();
    }
    return new Stamp(members.getFirst().stamp().epoch(), version, seq);
  }

  /** Returns the customers above each, nearest first; none for one without a parent. */
  public static Future<Map<CustomerNo, List<CustomerNo>>> ancestors(
      Tx tx, Collection<CustomerNo> customers) {
    return tx.run(ANCESTORS, of(tx, customers))
        .map(
            rows -> {
              Map<CustomerNo, List<CustomerNo>> above = new LinkedHashMap<>();
              rows.forEach(
                  row ->
                      above
                          .computeIfAbsent(new CustomerNo(row.getLong(0)), no -> new ArrayList<>())
                          .add(new CustomerNo(row.getLong(1))));
              return above;
            });
  }

  /**
   * Puts a customer with all below it under another, or under none. Takes the gates of the subtree
   * and of all above the old and the new place, and moves their numbers.
   */
  public static Future<Void> move(Tx tx, CustomerNo customer, @Nullable CustomerNo parent) {
    List<CustomerNo> ends = parent == null ? List.of(customer) : List.of(customer, parent);
    // The order of moves themselves: two at once could make a circle that neither sees.
    return tx.run(
            "select pg_advisory_xact_lock($1, $2)",
            Tuple.of(0x50574655, tx.scope().tenant() * 31 + tx.scope().environment()))
        .compose(locked -> ancestors(tx, ends))
        .compose(
            above ->
                members(tx, customer)
                    .compose(
                        below ->
                            moved(
                                tx,
                                customer,
                                parent,
                                above.getOrDefault(customer, List.of()),
                                parent == null ? List.of() : above.getOrDefault(parent, List.of()),
                                below)));
  }

  private static Future<Void> moved(
      Tx tx,
      CustomerNo customer,
      @Nullable CustomerNo parent,
      List<CustomerNo> old,
      List<CustomerNo> above,
      List<Member> below) {
    if (parent == null ? old.isEmpty() : !old.isEmpty() && old.getFirst().equals(parent)) {
      return Future.succeededFuture();
    }
    if (parent != null && below.stream().anyMatch(member -> member.no().equals(parent))) {
      throw refused("A customer cannot be below itself. Choose another parent.");
    }
    Set<CustomerNo> gates = new TreeSet<>(old);
    gates.addAll(above);
    if (parent != null) {
      gates.add(parent);
    }
    below.forEach(member -> gates.add(member.no()));
    return Gates.take(tx, gates)
        .compose(taken -> members(tx, customer))
        .compose(
            now -> {
              Stamp leaving = sum(now);
              // Those who lose the subtree keep its numbers, so that their own sum does not fall.
              return tx.run(MOVE, of(tx, gates).addLong(1L).addLong(0L))
                  .compose(
                      told ->
                          tx.run(
                              MOVE,
                              of(tx, old).addLong(leaving.version() + 1).addLong(leaving.seq())))
                  .compose(
                      done ->
                          parent == null
                              ? tx.run(LEAVE, scoped(tx).addLong(customer.value()))
                              : tx.run(
                                  JOIN,
                                  scoped(tx).addLong(customer.value()).addLong(parent.value())))
                  .compose(placed -> members(tx, top(customer, parent, above)))
                  .compose(all -> ancestors(tx, all.stream().map(Member::no).toList()))
                  .map(Families::bounded);
            });
  }

  @SuppressWarnings("NullAway") // a Void has no value
  private static Void bounded(Map<CustomerNo, List<CustomerNo>> above) {
    if (above.values().stream().anyMatch(list -> list.size() >= MOST_LEVELS)) {
      throw refused("At most %d customers stand above one another.".formatted(MOST_LEVELS));
    }
    return null;
  }

  /** The subtree that grew: reading it again refuses what is too large. */
  private static CustomerNo top(
      CustomerNo customer, @Nullable CustomerNo parent, List<CustomerNo> above) {
    return parent == null ? customer : above.isEmpty() ? parent : above.getLast();
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(new Problem.InvalidOperation(detail));
  }

  private static Tuple of(Tx tx, Collection<CustomerNo> numbers) {
    return scoped(tx).addArrayOfLong(numbers.stream().map(CustomerNo::value).toArray(Long[]::new));
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
