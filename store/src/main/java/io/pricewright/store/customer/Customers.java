package io.pricewright.store.customer;

import static io.pricewright.store.jooq.tables.CustomerAliases.CUSTOMER_ALIASES;
import static io.pricewright.store.jooq.tables.Customers.CUSTOMERS;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Customers by number, id and every external id they have or had. */
public final class Customers {
  private static final Statement ADD =
      Sql.statement(
          dsl ->
              dsl.insertInto(
                      CUSTOMERS,
                      CUSTOMERS.TENANT,
                      CUSTOMERS.ENVIRONMENT,
                      CUSTOMERS.ID,
                      CUSTOMERS.EXTERNAL_ID,
                      CUSTOMERS.NAME,
                      CUSTOMERS.EMAIL,
                      CUSTOMERS.STATUS,
                      CUSTOMERS.ATTRIBUTES,
                      CUSTOMERS.METADATA,
                      CUSTOMERS.CREATED_AT,
                      CUSTOMERS.UPDATED_AT)
                  .values(
                      Sql.tenant(),
                      Sql.environment(),
                      Sql.arg(1, CUSTOMERS.ID),
                      Sql.arg(2, CUSTOMERS.EXTERNAL_ID),
                      Sql.arg(3, CUSTOMERS.NAME),
                      Sql.arg(4, CUSTOMERS.EMAIL),
                      Sql.arg(5, CUSTOMERS.STATUS),
                      Sql.arg(6, CUSTOMERS.ATTRIBUTES),
                      Sql.arg(7, CUSTOMERS.METADATA),
                      Sql.arg(8, CUSTOMERS.CREATED_AT),
                      Sql.arg(9, CUSTOMERS.UPDATED_AT))
                  .returning(CUSTOMERS.CUSTOMER_NO));
  private static final Statement ADD_ALIAS =
      Sql.statement(
          dsl ->
              dsl.insertInto(
                      CUSTOMER_ALIASES,
                      CUSTOMER_ALIASES.TENANT,
                      CUSTOMER_ALIASES.ENVIRONMENT,
                      CUSTOMER_ALIASES.EXTERNAL_ID,
                      CUSTOMER_ALIASES.CUSTOMER_NO,
                      CUSTOMER_ALIASES.CREATED_AT)
                  .values(
                      Sql.tenant(),
                      Sql.environment(),
                      Sql.arg(1, CUSTOMER_ALIASES.EXTERNAL_ID),
                      Sql.arg(2, CUSTOMER_ALIASES.CUSTOMER_NO),
                      Sql.arg(3, CUSTOMER_ALIASES.CREATED_AT))
                  .onConflictDoNothing());
  private static final Statement BY_EXTERNAL_ID =
      Sql.statement(
          dsl ->
              dsl.select(CustomerRow.TABLE.fields())
                  .from(CUSTOMERS)
                  .where(Sql.in(CUSTOMERS))
                  .and(
                      CUSTOMERS.CUSTOMER_NO.eq(
                          dsl.select(CUSTOMER_ALIASES.CUSTOMER_NO)
                              .from(CUSTOMER_ALIASES)
                              .where(Sql.in(CUSTOMER_ALIASES))
                              .and(
                                  CUSTOMER_ALIASES.EXTERNAL_ID.eq(
                                      Sql.arg(1, CUSTOMER_ALIASES.EXTERNAL_ID))))));
  private static final Statement BY_ID =
      Sql.statement(
          dsl ->
              dsl.select(CustomerRow.TABLE.fields())
                  .from(CUSTOMERS)
                  .where(Sql.in(CUSTOMERS))
                  .and(CUSTOMERS.ID.eq(Sql.arg(1, CUSTOMERS.ID))));
  private static final Statement BY_NUMBER =
      Sql.statement(
          dsl ->
              dsl.select(CustomerRow.TABLE.fields())
                  .from(CUSTOMERS)
                  .where(Sql.in(CUSTOMERS))
                  .and(Sql.among(1, CUSTOMERS.CUSTOMER_NO)));
  private static final Statement RESOLVE =
      Sql.statement(
          dsl ->
              dsl.select(CUSTOMER_ALIASES.EXTERNAL_ID, CUSTOMER_ALIASES.CUSTOMER_NO)
                  .from(CUSTOMER_ALIASES)
                  .where(Sql.in(CUSTOMER_ALIASES))
                  .and(Sql.among(1, CUSTOMER_ALIASES.EXTERNAL_ID)));
  private static final Statement NUMBERS =
      Sql.statement(
          dsl ->
              dsl.select(CUSTOMERS.ID, CUSTOMERS.CUSTOMER_NO)
                  .from(CUSTOMERS)
                  .where(Sql.in(CUSTOMERS))
                  .and(Sql.among(1, CUSTOMERS.ID)));

  private Customers() {}

  /** Adds a customer, without alias and gate; returns its number. The given number is not read. */
  public static Future<CustomerNo> add(Tx tx, CustomerRow customer) {
    return tx.run(
            ADD,
            customer.id(),
            customer.externalId(),
            customer.name(),
            customer.email(),
            customer.status(),
            customer.attributes(),
            customer.metadata(),
            customer.createdAt(),
            customer.updatedAt())
        .map(rows -> CustomerRow.CUSTOMER_NO.get(rows.iterator().next(), 0));
  }

  /** Adds an external id; returns false when it is taken, by this customer too. */
  public static Future<Boolean> addAlias(
      Tx tx, ExternalId externalId, CustomerNo customer, Instant now) {
    return tx.run(ADD_ALIAS, externalId, customer, now).map(rows -> rows.rowCount() == 1);
  }

  /** Returns a customer by id. */
  public static Future<Optional<CustomerRow>> find(Tx tx, CustomerId id) {
    return tx.run(BY_ID, id).map(CustomerRow.TABLE::first);
  }

  /** Returns customers by number. */
  public static Future<List<CustomerRow>> findAll(Tx tx, Collection<CustomerNo> numbers) {
    return tx.run(BY_NUMBER, numbers).map(CustomerRow.TABLE::all);
  }

  /** Returns the customer that has an external id now or had it before. */
  public static Future<Optional<CustomerRow>> findByExternalId(Tx tx, ExternalId externalId) {
    return tx.run(BY_EXTERNAL_ID, externalId).map(CustomerRow.TABLE::first);
  }

  /** Returns the number of each external id that a customer has or had; others are left out. */
  public static Future<Map<ExternalId, CustomerNo>> resolve(
      Tx tx, Collection<ExternalId> externalIds) {
    return tx.run(RESOLVE, externalIds)
        .map(
            rows -> {
              Map<ExternalId, CustomerNo> numbers = new HashMap<>();
              rows.forEach(
                  row ->
                      numbers.put(
                          new ExternalId(row.getString(0)), CustomerRow.CUSTOMER_NO.get(row, 1)));
              return numbers;
            });
  }

  /** Returns the numbers of customers by their ids; unknown ones are left out. */
  public static Future<Map<CustomerId, CustomerNo>> numbers(Tx tx, Collection<CustomerId> ids) {
    return tx.run(NUMBERS, ids)
        .map(
            rows -> {
              Map<CustomerId, CustomerNo> numbers = new HashMap<>();
              rows.forEach(
                  row ->
                      numbers.put(CustomerRow.ID.get(row, 0), CustomerRow.CUSTOMER_NO.get(row, 1)));
              return numbers;
            });
  }

  /** Returns published customers, newest first. */
  public static Future<List<CustomerRow>> list(Tx tx, int limit, int offset) {
    return CustomerRow.TABLE.list(tx, published(), limit, offset);
  }

  /** Returns the condition that a customer is published. */
  public static Where<CustomerRow> published() {
    return Where.is(CustomerRow.STATUS, Status.PUBLISHED);
  }
}
