package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.CustomerAliases;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/** A row of {@code customer_aliases}. */
public record CustomerAliaseRow(
    ExternalId externalId,
    CustomerNo customerNo,
    Instant createdAt) {
  /** {@code external_id}. */
  public static final Column<CustomerAliaseRow, ExternalId> EXTERNAL_ID =
      Column.of(CustomerAliases.CUSTOMER_ALIASES.EXTERNAL_ID, CustomerAliaseRow::externalId);

  /** {@code customer_no}. */
  public static final Column<CustomerAliaseRow, CustomerNo> CUSTOMER_NO =
      Column.of(CustomerAliases.CUSTOMER_ALIASES.CUSTOMER_NO, CustomerAliaseRow::customerNo);

  /** {@code created_at}. */
  public static final Column<CustomerAliaseRow, Instant> CREATED_AT =
      Column.of(CustomerAliases.CUSTOMER_ALIASES.CREATED_AT, CustomerAliaseRow::createdAt);

  /** The everyday statements. */
  public static final Entity<CustomerAliaseRow> TABLE =
      Entity.of(
          CustomerAliases.CUSTOMER_ALIASES,
          row -> read(row, 0),
          List.of(EXTERNAL_ID),
          List.of(
              EXTERNAL_ID,
              CUSTOMER_NO,
              CREATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static CustomerAliaseRow read(Row row, int at) {
    return new CustomerAliaseRow(
        EXTERNAL_ID.get(row, at + 0),
        CUSTOMER_NO.get(row, at + 1),
        CREATED_AT.get(row, at + 2));
  }

  /** Returns the row with another external_id. */
  public CustomerAliaseRow withExternalId(ExternalId externalId) {
    return new CustomerAliaseRow(
        externalId,
        customerNo,
        createdAt);
  }

  /** Returns the row with another customer_no. */
  public CustomerAliaseRow withCustomerNo(CustomerNo customerNo) {
    return new CustomerAliaseRow(
        externalId,
        customerNo,
        createdAt);
  }

  /** Returns the row with another created_at. */
  public CustomerAliaseRow withCreatedAt(Instant createdAt) {
    return new CustomerAliaseRow(
        externalId,
        customerNo,
        createdAt);
  }
}
