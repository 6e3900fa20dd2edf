package io.pricewright.store.customer;

import static io.pricewright.store.jooq.tables.CustomerParents.CUSTOMER_PARENTS;
import static io.pricewright.store.jooq.tables.Gates.GATES;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.cache.Stamp;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.CustomerParentRow;
import io.pricewright.store.row.EnvironmentRow;
import io.pricewright.store.row.GateRow;
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
 *
 * <p>Text: recursive queries over arrays of roots, which answer access checks; jOOQ's DSL has no
 * {@code unnest} with a recursive reference that reads better.
 */
public final class Families {
  /** Most customers above one another. */
  public static final int MOST_LEVELS = 8;

  /** Most customers of a subtree. */
  public static final int MOST_MEMBERS = 10_000;

  private static final String TREE =
      ("with recursive tree(root, no, depth) as (select x, x, 1 from unnest($3::bigint[]) as x"
              + " union all select t.root, p.%s, t.depth + 1 from tree t join %s p on p.%s = t.no"
              + " and p.tenant = $1 and p.environment = $2 where t.depth <= 20) ")
          .formatted(
              CustomerParentRow.CUSTOMER_NO.name(),
              CustomerParentRow.TABLE.name(),
              CustomerParentRow.PARENT_NO.name());
  private static final String MEMBER =
      " from tree t join %s g on g.tenant = $1 and g.environment = $2 and g.%s = t.no join %s e on e.tenant = $1 and e.environment = $2"
          .formatted(GateRow.TABLE.name(), GateRow.CUSTOMER_NO.name(), EnvironmentRow.TABLE.name());
  private static final String STAMPS =
      TREE
          + "select t.root, e.%1$s, sum(g.%2$s)::bigint, sum(g.%3$s)::bigint"
              .formatted(EnvironmentRow.EPOCH.name(), GateRow.VERSION.name(), GateRow.SEQ.name())
          + MEMBER
          + " group by t.root, e."
          + EnvironmentRow.EPOCH.name();
  private static final String MEMBERS =
      TREE
          + "select t.no, e.%s, g.%s, g.%s, g.%s"
              .formatted(
                  EnvironmentRow.EPOCH.name(),
                  GateRow.VERSION.name(),
                  GateRow.SEQ.name(),
                  GateRow.WATCHED.name())
          + MEMBER
          + " limit 10001";
  private static final String ANCESTORS =
      ("with recursive up(root, no, depth) as (select x, x, 0 from unnest($3::bigint[]) as x"
              + " union all select u.root, p.%2$s, u.depth + 1 from up u join %1$s p on"
              + " p.tenant = $1 and p.environment = $2 and p.%3$s = u.no where u.depth < 20)"
              + " select root, no from up where depth > 0 order by root, depth")
          .formatted(
              CustomerParentRow.TABLE.name(),
              CustomerParentRow.PARENT_NO.name(),
              CustomerParentRow.CUSTOMER_NO.name());
  private static final Statement JOIN =
      Sql.statement(
          dsl ->
              dsl.insertInto(
                      CUSTOMER_PARENTS,
                      CUSTOMER_PARENTS.TENANT,
                      CUSTOMER_PARENTS.ENVIRONMENT,
                      CUSTOMER_PARENTS.CUSTOMER_NO,
                      CUSTOMER_PARENTS.PARENT_NO)
                  .values(
                      Sql.tenant(),
                      Sql.environment(),
                      Sql.arg(1, CUSTOMER_PARENTS.CUSTOMER_NO),
                      Sql.arg(2, CUSTOMER_PARENTS.PARENT_NO))
                  .onConflict(
                      CUSTOMER_PARENTS.TENANT,
                      CUSTOMER_PARENTS.ENVIRONMENT,
                      CUSTOMER_PARENTS.CUSTOMER_NO)
                  .doUpdate()
                  .set(CUSTOMER_PARENTS.PARENT_NO, Sql.arg(2, CUSTOMER_PARENTS.PARENT_NO)));
  private static final Statement MOVE =
      Sql.statement(
          dsl ->
              dsl.update(GATES)
                  .set(GATES.VERSION, GATES.VERSION.plus(Sql.arg(2, GATES.VERSION)))
                  .set(GATES.SEQ, GATES.SEQ.plus(Sql.arg(3, GATES.SEQ)))
                  .where(Sql.in(GATES))
                  .and(Sql.among(1, GATES.CUSTOMER_NO)));

  private Families() {}

  /**
   * A member of a subtree.
   *
   * @param no its number
   * @param stamp its own
   * @param watched whether it has credits or budgets
   */
  public record Member(CustomerNo no, Stamp stamp, boolean watched) {}

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
              return tx.run(MOVE, gates, 1L, 0L)
                  .compose(told -> tx.run(MOVE, old, leaving.version() + 1, leaving.seq()))
                  .compose(
                      done ->
                          parent == null
                              ? leave(tx, customer)
                              : tx.run(JOIN, customer, parent).<Void>mapEmpty())
                  .compose(placed -> members(tx, top(customer, parent, above)))
                  .compose(all -> ancestors(tx, all.stream().map(Member::no).toList()))
                  .map(Families::bounded);
            });
  }

  private static Future<Void> leave(Tx tx, CustomerNo customer) {
    return CustomerParentRow.TABLE
        .remove(tx, Where.is(CustomerParentRow.CUSTOMER_NO, customer))
        .mapEmpty();
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
