package io.pricewright.store.catalogue;

import static io.pricewright.store.database.Scoped.CREATED_AT;
import static io.pricewright.store.database.Scoped.ENVIRONMENT;
import static io.pricewright.store.database.Scoped.ID;
import static io.pricewright.store.database.Scoped.STATUS;
import static io.pricewright.store.database.Scoped.TENANT;
import static io.pricewright.store.database.Scoped.UPDATED_AT;
import static io.pricewright.store.database.Scoped.big;
import static io.pricewright.store.database.Scoped.table;
import static io.pricewright.store.database.Scoped.text;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The tables of customers and their aliases. */
public final class Customers {
  private static final Table<Record> CUSTOMERS = table("customers");
  private static final Table<Record> ALIASES = table("customer_aliases");
  private static final Field<Long> CUSTOMER_NO = big("customer_no");
  private static final Field<String> EXTERNAL_ID = text("external_id");
  private static final Field<String> NAME = text("name");
  private static final Field<String> EMAIL = text("email");
  private static final Field<String> ATTRIBUTES = text("attributes");
  private static final Field<String> METADATA = text("metadata");
  private static final List<Field<?>> ALL =
      List.of(
          CUSTOMER_NO,
          ID,
          EXTERNAL_ID,
          NAME,
          EMAIL,
          STATUS,
          ATTRIBUTES,
          METADATA,
          CREATED_AT,
          UPDATED_AT);

  private Customers() {}

  /** Adds a customer, without alias and gate; returns its number. The given number is not read. */
  public static Future<CustomerNo> add(Tx tx, Customer customer) {
    return tx.run(
            Sql.DSL_CONTEXT
                .insertInto(CUSTOMERS)
                .set(TENANT, tx.scope().tenant())
                .set(ENVIRONMENT, tx.scope().environment())
                .set(ID, customer.id())
                .set(EXTERNAL_ID, customer.externalId())
                .set(NAME, customer.name())
                .set(EMAIL, customer.email())
                .set(ATTRIBUTES, customer.attributes())
                .set(METADATA, customer.metadata())
                .set(CREATED_AT, customer.createdAt())
                .set(UPDATED_AT, customer.updatedAt())
                .returning(CUSTOMER_NO))
        .map(rows -> new CustomerNo(rows.iterator().next().getLong(0)));
  }

  /** Adds an external id; returns false when it is taken, by this customer too. */
  public static Future<Boolean> addAlias(
      Tx tx, String externalId, CustomerNo customerNo, Instant now) {
    return tx.run(
            Sql.DSL_CONTEXT
                .insertInto(ALIASES)
                .set(TENANT, tx.scope().tenant())
                .set(ENVIRONMENT, tx.scope().environment())
                .set(EXTERNAL_ID, externalId)
                .set(CUSTOMER_NO, customerNo.value())
                .set(CREATED_AT, now)
                .onConflictDoNothing())
        .map(rows -> rows.rowCount() == 1);
  }

  /** Writes what may change of a customer. */
  public static Future<Void> update(Tx tx, Customer customer) {
    return tx.run(
            Sql.DSL_CONTEXT
                .update(CUSTOMERS)
                .set(EXTERNAL_ID, customer.externalId())
                .set(NAME, customer.name())
                .set(EMAIL, customer.email())
                .set(STATUS, customer.status())
                .set(ATTRIBUTES, customer.attributes())
                .set(METADATA, customer.metadata())
                .set(UPDATED_AT, customer.updatedAt())
                .where(Scoped.in(tx.scope()).and(CUSTOMER_NO.eq(customer.no().value()))))
        .mapEmpty();
  }

  /** Returns a customer by id. */
  public static Future<Optional<Customer>> find(Tx tx, String id) {
    return one(tx, ID.eq(id));
  }

  /** Returns customers by number. */
  public static Future<List<Customer>> findAll(Tx tx, List<CustomerNo> numbers) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(ALL)
                .from(CUSTOMERS)
                .where(
                    Scoped.in(tx.scope())
                        .and(
                            CUSTOMER_NO.eq(
                                DSL.any(
                                    numbers.stream()
                                        .map(CustomerNo::value)
                                        .toArray(Long[]::new))))))
        .map(rows -> Rows.all(rows, Customers::customer));
  }

  /** Returns the customer that has an external id now or had it before. */
  public static Future<Optional<Customer>> findByExternalId(Tx tx, String externalId) {
    return one(
        tx,
        CUSTOMER_NO.eq(
            DSL.field(
                Sql.DSL_CONTEXT
                    .select(CUSTOMER_NO)
                    .from(ALIASES)
                    .where(Scoped.in(tx.scope()).and(EXTERNAL_ID.eq(externalId))))));
  }

  /** Returns the number of each external id that a customer has or had; others are left out. */
  public static Future<Map<String, CustomerNo>> resolve(Tx tx, Collection<String> externalIds) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(EXTERNAL_ID, CUSTOMER_NO)
                .from(ALIASES)
                .where(
                    Scoped.in(tx.scope())
                        .and(EXTERNAL_ID.eq(DSL.any(externalIds.toArray(String[]::new))))))
        .map(
            rows -> {
              Map<String, CustomerNo> numbers = new HashMap<>();
              rows.forEach(row -> numbers.put(row.getString(0), new CustomerNo(row.getLong(1))));
              return numbers;
            });
  }

  private static Future<Optional<Customer>> one(Tx tx, Condition condition) {
    return tx.run(
            Sql.DSL_CONTEXT.select(ALL).from(CUSTOMERS).where(Scoped.in(tx.scope()).and(condition)))
        .map(rows -> Rows.first(rows, Customers::customer));
  }

  /** Returns published customers, newest first. */
  public static Future<List<Customer>> list(Tx tx, int limit, int offset) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(ALL)
                .from(CUSTOMERS)
                .where(Scoped.in(tx.scope()).and(STATUS.eq("published")))
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(limit)
                .offset(offset))
        .map(rows -> Rows.all(rows, Customers::customer));
  }

  /** Returns published customers each of whose columns is among some values, newest first. */
  public static Future<List<Customer>> listAmong(
      Tx tx, Map<String, List<String>> among, int limit, int offset) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(ALL)
                .from(CUSTOMERS)
                .where(whereAmong(tx, among))
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(limit)
                .offset(offset))
        .map(rows -> Rows.all(rows, Customers::customer));
  }

  /** Returns how many customers that is. */
  public static Future<Long> countAmong(Tx tx, Map<String, List<String>> among) {
    return tx.run(Sql.DSL_CONTEXT.select(DSL.count()).from(CUSTOMERS).where(whereAmong(tx, among)))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private static Condition whereAmong(Tx tx, Map<String, List<String>> among) {
    Condition condition = Scoped.in(tx.scope());
    for (Map.Entry<String, List<String>> entry : among.entrySet()) {
      Field<?> column =
          ALL.stream().filter(c -> c.getName().equals(entry.getKey())).findFirst().orElseThrow();
      condition =
          condition.and(
              column.coerce(String.class).eq(DSL.any(entry.getValue().toArray(String[]::new))));
    }
    return condition;
  }

  /** Returns how many customers are published. */
  public static Future<Long> count(Tx tx) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(DSL.count())
                .from(CUSTOMERS)
                .where(Scoped.in(tx.scope()).and(STATUS.eq("published"))))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private static Customer customer(Row row) {
    return new Customer(
        new CustomerNo(row.getLong("customer_no")),
        row.getString("id"),
        row.getString("external_id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("status"),
        row.getString("attributes"),
        row.getString("metadata"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
