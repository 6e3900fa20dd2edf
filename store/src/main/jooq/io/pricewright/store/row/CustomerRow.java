package io.pricewright.store.row;

import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Customers;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code customers}. */
public record CustomerRow(
    CustomerNo customerNo,
    CustomerId id,
    ExternalId externalId,
    String name,
    @Nullable String email,
    Status status,
    Json.Obj attributes,
    Json.Obj metadata,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  /** {@code customer_no}. */
  public static final Column<CustomerRow, CustomerNo> CUSTOMER_NO =
      Column.of(Customers.CUSTOMERS.CUSTOMER_NO, CustomerRow::customerNo);

  /** {@code id}. */
  public static final Column<CustomerRow, CustomerId> ID =
      Column.of(Customers.CUSTOMERS.ID, CustomerRow::id);

  /** {@code external_id}. */
  public static final Column<CustomerRow, ExternalId> EXTERNAL_ID =
      Column.of(Customers.CUSTOMERS.EXTERNAL_ID, CustomerRow::externalId);

  /** {@code name}. */
  public static final Column<CustomerRow, String> NAME =
      Column.of(Customers.CUSTOMERS.NAME, CustomerRow::name);

  /** {@code email}. */
  public static final Column<CustomerRow, String> EMAIL =
      Column.of(Customers.CUSTOMERS.EMAIL, CustomerRow::email);

  /** {@code status}. */
  public static final Column<CustomerRow, Status> STATUS =
      Column.of(Customers.CUSTOMERS.STATUS, CustomerRow::status);

  /** {@code attributes}. */
  public static final Column<CustomerRow, Json.Obj> ATTRIBUTES =
      Column.of(Customers.CUSTOMERS.ATTRIBUTES, CustomerRow::attributes);

  /** {@code metadata}. */
  public static final Column<CustomerRow, Json.Obj> METADATA =
      Column.of(Customers.CUSTOMERS.METADATA, CustomerRow::metadata);

  /** {@code created_at}. */
  public static final Column<CustomerRow, Instant> CREATED_AT =
      Column.of(Customers.CUSTOMERS.CREATED_AT, CustomerRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<CustomerRow, Instant> UPDATED_AT =
      Column.of(Customers.CUSTOMERS.UPDATED_AT, CustomerRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<CustomerRow> TABLE =
      Entity.of(
          Customers.CUSTOMERS,
          row -> read(row, 0),
          List.of(CUSTOMER_NO),
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
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static CustomerRow read(Row row, int at) {
    return new CustomerRow(
        CUSTOMER_NO.get(row, at + 0),
        ID.get(row, at + 1),
        EXTERNAL_ID.get(row, at + 2),
        NAME.get(row, at + 3),
        EMAIL.getOrNull(row, at + 4),
        STATUS.get(row, at + 5),
        ATTRIBUTES.get(row, at + 6),
        METADATA.get(row, at + 7),
        CREATED_AT.get(row, at + 8),
        UPDATED_AT.get(row, at + 9));
  }

  /** Returns the row with another customer_no. */
  public CustomerRow withCustomerNo(CustomerNo customerNo) {
    return new CustomerRow(
        customerNo,
        id,
        externalId,
        name,
        email,
        status,
        attributes,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another id. */
  public CustomerRow withId(CustomerId id) {
    return new CustomerRow(
        customerNo,
        id,
        externalId,
        name,
        email,
        status,
        attributes,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another external_id. */
  public CustomerRow withExternalId(ExternalId externalId) {
    return new CustomerRow(
        customerNo,
        id,
        externalId,
        name,
        email,
        status,
        attributes,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another name. */
  public CustomerRow withName(String name) {
    return new CustomerRow(
        customerNo,
        id,
        externalId,
        name,
        email,
        status,
        attributes,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another email. */
  public CustomerRow withEmail(@Nullable String email) {
    return new CustomerRow(
        customerNo,
        id,
        externalId,
        name,
        email,
        status,
        attributes,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public CustomerRow withStatus(Status status) {
    return new CustomerRow(
        customerNo,
        id,
        externalId,
        name,
        email,
        status,
        attributes,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another attributes. */
  public CustomerRow withAttributes(Json.Obj attributes) {
    return new CustomerRow(
        customerNo,
        id,
        externalId,
        name,
        email,
        status,
        attributes,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another metadata. */
  public CustomerRow withMetadata(Json.Obj metadata) {
    return new CustomerRow(
        customerNo,
        id,
        externalId,
        name,
        email,
        status,
        attributes,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public CustomerRow withCreatedAt(Instant createdAt) {
    return new CustomerRow(
        customerNo,
        id,
        externalId,
        name,
        email,
        status,
        attributes,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public CustomerRow withUpdatedAt(Instant updatedAt) {
    return new CustomerRow(
        customerNo,
        id,
        externalId,
        name,
        email,
        status,
        attributes,
        metadata,
        createdAt,
        updatedAt);
  }
}
