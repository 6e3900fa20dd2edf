package io.pricewright.store.cache;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
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
  private static final String READ =
      "select c.customer_no, c.id, e.epoch, g.version, g.seq from customers c"
          + " join gates g on g.tenant = c.tenant and g.environment = c.environment"
          + " and g.customer_no = c.customer_no"
          + " join environments e on e.tenant = c.tenant and e.environment = c.environment"
          + " where c.tenant = $1 and c.environment = $2 and ";
  private static final String BY_ID = READ + "c.id = $3";
  private static final String BY_EXTERNAL_ID =
      READ
          + "c.customer_no = (select a.customer_no from customer_aliases a where a.tenant = $1"
          + " and a.environment = $2 and a.external_id = $3)";

  /**
   * A customer and its stamp.
   *
   * @param no key of the gate
   * @param id {@code cust_...}
   * @param stamp as of this statement
   */
  public record Of(CustomerNo no, String id, Stamp stamp) {}

  /** Reads the stamp of a customer by its id, or by an external id it has or had. */
  public static Future<Optional<Of>> read(Tx tx, String id, boolean external) {
    return tx.run(
            external ? BY_EXTERNAL_ID : BY_ID,
            Tuple.of(tx.scope().tenant(), tx.scope().environment(), id))
        .map(rows -> io.pricewright.store.database.Rows.first(rows, Stamp::fromRow));
  }

  private static Of fromRow(Row row) {
    return new Of(
        new CustomerNo(row.getLong(0)),
        row.getString(1),
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
