package io.pricewright.store.cache;

import static io.pricewright.store.jooq.tables.CustomerAliases.CUSTOMER_ALIASES;
import static io.pricewright.store.jooq.tables.Customers.CUSTOMERS;
import static io.pricewright.store.jooq.tables.Environments.ENVIRONMENTS;
import static io.pricewright.store.jooq.tables.Gates.GATES;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that move with everything an answer on a customer is made of. Each only grows; read
 * in one statement, of two stamps one is the newer.
 *
 * @param epoch of the catalogue
 * @param version of the customer's subscriptions and attributes
 * @param seq of the transactions behind the customer's gate
 */
public record Stamp(long epoch, long version, long seq) implements Comparable<Stamp> {
  private static final Statement BY_ID =
      Sql.statement(dsl -> read(dsl, CUSTOMERS.ID.eq(Sql.arg(1, CUSTOMERS.ID))));
  private static final Statement BY_EXTERNAL_ID =
      Sql.statement(
          dsl ->
              read(
                  dsl,
                  CUSTOMERS.CUSTOMER_NO.eq(
                      dsl.select(CUSTOMER_ALIASES.CUSTOMER_NO)
                          .from(CUSTOMER_ALIASES)
                          .where(Sql.in(CUSTOMER_ALIASES))
                          .and(
                              CUSTOMER_ALIASES.EXTERNAL_ID.eq(
                                  Sql.arg(1, CUSTOMER_ALIASES.EXTERNAL_ID))))));

  private static Query read(DSLContext dsl, Condition whose) {
    return dsl.select(
            CUSTOMERS.CUSTOMER_NO, CUSTOMERS.ID, ENVIRONMENTS.EPOCH, GATES.VERSION, GATES.SEQ)
        .from(CUSTOMERS)
        .join(GATES)
        .on(Sql.same(GATES, CUSTOMERS))
        .and(GATES.CUSTOMER_NO.eq(CUSTOMERS.CUSTOMER_NO))
        .join(ENVIRONMENTS)
        .on(Sql.same(ENVIRONMENTS, CUSTOMERS))
        .where(Sql.in(CUSTOMERS))
        .and(whose);
  }

  /**
   * A customer and its stamp.
   *
   * @param no key of the gate
   * @param id {@code cust_...}
   * @param stamp as of this statement
   */
  public record Of(CustomerNo no, CustomerId id, Stamp stamp) {}

  /** Reads the stamp of a customer by its id, or by an external id it has or had. */
  public static Future<Optional<Of>> read(Tx tx, String id, boolean external) {
    return (external
            ? tx.run(BY_EXTERNAL_ID, new ExternalId(id))
            : tx.run(BY_ID, new CustomerId(id)))
        .map(rows -> io.pricewright.store.database.Rows.first(rows, Stamp::fromRow));
  }

  private static Of fromRow(Row row) {
    return new Of(
        new CustomerNo(row.getLong(0)),
        new CustomerId(row.getString(1)),
        new Stamp(row.getLong(2), row.getLong(3), row.getLong(4)));
  }

  /** Returns the stamp of what does not depend on usage: the same after each event. */
  public Stamp withoutUsage() {
    return new Stamp(epoch, version, 0);
  }

  @Override
  public int compareTo(Stamp other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    int byVersion = byEpoch != 0 ? byEpoch : Long.compare(version, other.version);
    return byVersion != 0 ? byVersion : Long.compare(seq, other.seq);
  }

  /** Returns the stamp as text of fixed form. */
  String text() {
    return epoch + ":" + version + ":" + seq;
  }

  static @Nullable Stamp parse(String text) {
    return text.matches("\\d{1,18}:\\d{1,18}:\\d{1,18}") ? split(text.split(":", -1)) : null;
  }

  private static Stamp split(String[] parts) {
    return new Stamp(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }
}
