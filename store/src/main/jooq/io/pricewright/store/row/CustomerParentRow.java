package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.CustomerParents;
import io.vertx.sqlclient.Row;
import java.util.List;

/** A row of {@code customer_parents}. */
public record CustomerParentRow(
    CustomerNo customerNo,
    CustomerNo parentNo) {
  /** {@code customer_no}. */
  public static final Column<CustomerParentRow, CustomerNo> CUSTOMER_NO =
      Column.of(CustomerParents.CUSTOMER_PARENTS.CUSTOMER_NO, CustomerParentRow::customerNo);

  /** {@code parent_no}. */
  public static final Column<CustomerParentRow, CustomerNo> PARENT_NO =
      Column.of(CustomerParents.CUSTOMER_PARENTS.PARENT_NO, CustomerParentRow::parentNo);

  /** The everyday statements. */
  public static final Entity<CustomerParentRow> TABLE =
      Entity.of(
          CustomerParents.CUSTOMER_PARENTS,
          row -> read(row, 0),
          List.of(CUSTOMER_NO),
          List.of(
              CUSTOMER_NO,
              PARENT_NO));

  /** Reads a row whose columns begin at a position. */
  public static CustomerParentRow read(Row row, int at) {
    return new CustomerParentRow(
        CUSTOMER_NO.get(row, at + 0),
        PARENT_NO.get(row, at + 1));
  }

  /** Returns the row with another customer_no. */
  public CustomerParentRow withCustomerNo(CustomerNo customerNo) {
    return new CustomerParentRow(
        customerNo,
        parentNo);
  }

  /** Returns the row with another parent_no. */
  public CustomerParentRow withParentNo(CustomerNo parentNo) {
    return new CustomerParentRow(
        customerNo,
        parentNo);
  }
}
