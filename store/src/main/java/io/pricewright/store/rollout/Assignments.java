package io.pricewright.store.rollout;

import static io.pricewright.store.jooq.tables.Customers.CUSTOMERS;
import static io.pricewright.store.jooq.tables.PriceAssignments.PRICE_ASSIGNMENTS;
import static io.pricewright.store.jooq.tables.SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.PriceAssignmentRow;
import io.pricewright.store.row.RolloutRow;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Line items that rollouts gave their versions to, and those that are still to get them. */
public final class Assignments {
  private static final Condition OF_ROLLOUT =
      Sql.in(PRICE_ASSIGNMENTS)
          .and(PRICE_ASSIGNMENTS.ROLLOUT_ID.eq(Sql.arg(1, PRICE_ASSIGNMENTS.ROLLOUT_ID)));
  private static final Condition OF_LINE_ITEM =
      OF_ROLLOUT.and(PRICE_ASSIGNMENTS.LINE_ITEM_NO.eq(Sql.arg(2, PRICE_ASSIGNMENTS.LINE_ITEM_NO)));
  // A customer's place is a hash of rollout and customer, so that a wider share holds the narrower.
  private static final Field<Long> PLACE =
      DSL.field(
          "(('x' || substr(md5({0} || '/' || {1}), 1, 8))::bit(32)::bigint % 1000000)",
          SQLDataType.BIGINT,
          Sql.arg(1, PRICE_ASSIGNMENTS.ROLLOUT_ID),
          SUBSCRIPTION_LINE_ITEMS.CUSTOMER_NO);
  private static final Condition HOLDS_SOMEWHERE =
      PRICE_ASSIGNMENTS.EFFECTIVE_TO.gt(PRICE_ASSIGNMENTS.EFFECTIVE_FROM);

  // rollout, lineage, now, customers, attribute, its values, share in millionths, how many
  private static final Statement NEXT =
      Sql.statement(
          dsl ->
              dsl.select(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO, SUBSCRIPTION_LINE_ITEMS.CUSTOMER_NO)
                  .from(SUBSCRIPTION_LINE_ITEMS)
                  .join(CUSTOMERS)
                  .on(Sql.same(CUSTOMERS, SUBSCRIPTION_LINE_ITEMS))
                  .and(CUSTOMERS.CUSTOMER_NO.eq(SUBSCRIPTION_LINE_ITEMS.CUSTOMER_NO))
                  .where(live())
                  .and(meant())
                  .andNotExists(
                      dsl.selectOne()
                          .from(PRICE_ASSIGNMENTS)
                          .where(OF_ROLLOUT)
                          .and(
                              PRICE_ASSIGNMENTS.LINE_ITEM_NO.eq(
                                  SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO)))
                  .orderBy(
                      SUBSCRIPTION_LINE_ITEMS.CUSTOMER_NO, SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO)
                  .limit(Sql.arg(8, SQLDataType.INTEGER)));
  private static final Statement ASSIGN =
      Sql.statement(
          dsl ->
              dsl.insertInto(PRICE_ASSIGNMENTS)
                  .set(PRICE_ASSIGNMENTS.TENANT, Sql.tenant())
                  .set(PRICE_ASSIGNMENTS.ENVIRONMENT, Sql.environment())
                  .set(PRICE_ASSIGNMENTS.ROLLOUT_ID, Sql.arg(1, PRICE_ASSIGNMENTS.ROLLOUT_ID))
                  .set(PRICE_ASSIGNMENTS.LINE_ITEM_NO, Sql.arg(2, PRICE_ASSIGNMENTS.LINE_ITEM_NO))
                  .set(PRICE_ASSIGNMENTS.CUSTOMER_NO, Sql.arg(3, PRICE_ASSIGNMENTS.CUSTOMER_NO))
                  .set(PRICE_ASSIGNMENTS.PRICE_ID, Sql.arg(4, PRICE_ASSIGNMENTS.PRICE_ID))
                  .set(
                      PRICE_ASSIGNMENTS.EFFECTIVE_FROM,
                      Sql.arg(5, PRICE_ASSIGNMENTS.EFFECTIVE_FROM))
                  .set(PRICE_ASSIGNMENTS.CREATED_AT, Sql.arg(6, PRICE_ASSIGNMENTS.CREATED_AT))
                  .onConflict(
                      PRICE_ASSIGNMENTS.TENANT,
                      PRICE_ASSIGNMENTS.ENVIRONMENT,
                      PRICE_ASSIGNMENTS.ROLLOUT_ID,
                      PRICE_ASSIGNMENTS.LINE_ITEM_NO)
                  .doNothing());
  private static final Statement COUNTED =
      Sql.statement(
          dsl ->
              dsl.update(PRICE_ASSIGNMENTS)
                  .set(PRICE_ASSIGNMENTS.RECOUNTED, DSL.inline(true))
                  .where(OF_LINE_ITEM));
  private static final Statement REACHED =
      Sql.statement(
          dsl ->
              dsl.selectDistinct(PRICE_ASSIGNMENTS.CUSTOMER_NO)
                  .from(PRICE_ASSIGNMENTS)
                  .where(OF_ROLLOUT)
                  .and(PRICE_ASSIGNMENTS.EFFECTIVE_TO.isNull().or(HOLDS_SOMEWHERE))
                  .orderBy(PRICE_ASSIGNMENTS.CUSTOMER_NO)
                  .limit(Sql.arg(2, SQLDataType.INTEGER)));
  private static final Statement OPEN =
      Sql.statement(
          dsl ->
              dsl.select(PriceAssignmentRow.TABLE.fields())
                  .from(PRICE_ASSIGNMENTS)
                  .where(OF_ROLLOUT)
                  .and(
                      PRICE_ASSIGNMENTS
                          .EFFECTIVE_TO
                          .isNull()
                          .or(DSL.condition(Sql.arg(2, SQLDataType.BOOLEAN)).and(HOLDS_SOMEWHERE)))
                  .orderBy(PRICE_ASSIGNMENTS.ASSIGNMENT_NO)
                  .limit(Sql.arg(3, SQLDataType.INTEGER)));
  private static final Statement END =
      Sql.statement(
          dsl ->
              dsl.update(PRICE_ASSIGNMENTS)
                  .set(PRICE_ASSIGNMENTS.EFFECTIVE_TO, ended())
                  .set(PRICE_ASSIGNMENTS.RECOUNTED, DSL.inline(false))
                  .where(OF_LINE_ITEM));
  private static final Statement NUMBERS =
      Sql.statement(
          dsl ->
              dsl.select(
                      DSL.count(),
                      DSL.count().filterWhere(PRICE_ASSIGNMENTS.EFFECTIVE_TO.isNull()),
                      DSL.count().filterWhere(DSL.not(PRICE_ASSIGNMENTS.RECOUNTED)))
                  .from(PRICE_ASSIGNMENTS)
                  .where(OF_ROLLOUT));

  private Assignments() {}

  /** How many line items a rollout reached, holds, and has still to count. */
  public record Numbers(long reached, long holds, long uncounted) {}

  /** The line items of the lineage that go on, without a version of their own. */
  private static Condition live() {
    return Sql.in(SUBSCRIPTION_LINE_ITEMS)
        .and(SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID.eq(Sql.arg(2, SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID)))
        .and(SUBSCRIPTION_LINE_ITEMS.PINNED_PRICE_ID.isNull())
        .and(
            SUBSCRIPTION_LINE_ITEMS
                .END_DATE
                .isNull()
                .or(
                    SUBSCRIPTION_LINE_ITEMS.END_DATE.gt(
                        Sql.arg(3, SUBSCRIPTION_LINE_ITEMS.END_DATE))))
        .and(CUSTOMERS.STATUS.eq(DSL.inline(Status.PUBLISHED, CUSTOMERS.STATUS)));
  }

  /** Those of customers whom the plan means. */
  private static Condition meant() {
    Field<Long[]> customers =
        DSL.cast(Sql.arg(4, SQLDataType.BIGINT.array()), SQLDataType.BIGINT.array());
    Field<String> attribute = DSL.cast(Sql.arg(5, SQLDataType.CLOB), SQLDataType.CLOB);
    Field<String> value =
        DSL.field("{0}::jsonb ->> {1}", SQLDataType.CLOB, CUSTOMERS.METADATA, attribute);
    return customers
        .isNull()
        .or(SUBSCRIPTION_LINE_ITEMS.CUSTOMER_NO.coerce(SQLDataType.BIGINT).eq(DSL.any(customers)))
        .and(attribute.isNull().or(value.eq(DSL.any(Sql.arg(6, SQLDataType.CLOB.array())))))
        .and(PLACE.lt(Sql.arg(7, SQLDataType.BIGINT)));
  }

  /** Returns line items that a rollout is meant for and did not reach, in order of customers. */
  public static Future<List<LineItems.Owned>> next(
      Tx tx, RolloutRow rollout, Instant now, int limit) {
    RolloutPlan plan = rollout.plan();
    List<CustomerNo> customers = plan.customers();
    return tx.run(
            NEXT,
            rollout.id(),
            rollout.lineageId(),
            now,
            customers == null ? null : customers.stream().map(CustomerNo::value).toList(),
            plan.attribute(),
            plan.values(),
            plan.millionths(),
            limit)
        .map(rows -> Rows.all(rows, Assignments::owned));
  }

  private static LineItems.Owned owned(Row row) {
    return new LineItems.Owned(new LineItemNo(row.getLong(0)), new CustomerNo(row.getLong(1)));
  }

  /** Returns how many assignments a line item has had. */
  public static Future<Long> held(Tx tx, LineItemNo lineItemNo) {
    return PriceAssignmentRow.TABLE.count(
        tx, Where.is(PriceAssignmentRow.LINE_ITEM_NO, lineItemNo));
  }

  /** Assigns a rollout's version to a line item; false when it was before. Behind the gate. */
  public static Future<Boolean> assign(
      Tx tx, RolloutRow rollout, LineItems.Owned to, Instant from, Instant now) {
    return tx.run(
            ASSIGN, rollout.id(), to.lineItemNo(), to.customerNo(), rollout.priceId(), from, now)
        .map(rows -> rows.rowCount() == 1);
  }

  /** Returns assignments whose cells are not counted again yet, the oldest first. */
  public static Future<List<PriceAssignmentRow>> uncounted(Tx tx, RolloutId id, int limit) {
    return PriceAssignmentRow.TABLE.oldest(
        tx,
        Where.is(PriceAssignmentRow.ROLLOUT_ID, id).and(PriceAssignmentRow.RECOUNTED, false),
        limit,
        0);
  }

  /** Notes that the cells of an assignment are counted. */
  public static Future<Void> counted(Tx tx, RolloutId id, LineItemNo lineItemNo) {
    return tx.run(COUNTED, id, lineItemNo).mapEmpty();
  }

  /** Returns customers whom a rollout reached and who were not taken out of it. */
  public static Future<List<CustomerNo>> reached(Tx tx, RolloutId id, int limit) {
    return tx.run(REACHED, id, limit)
        .map(rows -> Rows.all(rows, row -> new CustomerNo(row.getLong(0))));
  }

  /**
   * Returns assignments that are to be ended.
   *
   * @param whole also those that were ended from an instant on, to be taken back from their begin
   */
  public static Future<List<PriceAssignmentRow>> open(
      Tx tx, RolloutId id, boolean whole, int limit) {
    return tx.run(OPEN, id, whole, limit).map(PriceAssignmentRow.TABLE::all);
  }

  /**
   * Ends an assignment. Behind the gate.
   *
   * @param at from when; null: from its begin, as if it had never been
   */
  public static Future<Void> end(Tx tx, RolloutId id, LineItemNo lineItemNo, @Nullable Instant at) {
    return tx.run(END, id, lineItemNo, at).mapEmpty();
  }

  private static Field<Instant> ended() {
    Field<Instant> at =
        DSL.cast(Sql.arg(3, PRICE_ASSIGNMENTS.EFFECTIVE_TO), PRICE_ASSIGNMENTS.EFFECTIVE_TO);
    return DSL.when(at.isNull(), PRICE_ASSIGNMENTS.EFFECTIVE_FROM)
        .otherwise(DSL.greatest(at, PRICE_ASSIGNMENTS.EFFECTIVE_FROM));
  }

  /** Counts a rollout's line items. */
  public static Future<Numbers> numbers(Tx tx, RolloutId id) {
    return tx.run(NUMBERS, id)
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Numbers(row.getLong(0), row.getLong(1), row.getLong(2));
            });
  }
}
