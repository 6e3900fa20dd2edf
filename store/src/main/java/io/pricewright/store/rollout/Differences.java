package io.pricewright.store.rollout;

import static io.pricewright.store.jooq.tables.Customers.CUSTOMERS;
import static io.pricewright.store.jooq.tables.RolloutDifferences.ROLLOUT_DIFFERENCES;

import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.rollout.Guard;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.RolloutDifferenceRow;
import io.vertx.core.Future;
import java.util.List;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What rollouts would change for customers, as their shadows recorded it. */
public final class Differences {
  private static final Statement PUT =
      Sql.statement(
          dsl ->
              dsl.insertInto(ROLLOUT_DIFFERENCES)
                  .set(ROLLOUT_DIFFERENCES.TENANT, Sql.tenant())
                  .set(ROLLOUT_DIFFERENCES.ENVIRONMENT, Sql.environment())
                  .set(ROLLOUT_DIFFERENCES.ROLLOUT_ID, Sql.arg(1, ROLLOUT_DIFFERENCES.ROLLOUT_ID))
                  .set(ROLLOUT_DIFFERENCES.CUSTOMER_NO, Sql.arg(2, ROLLOUT_DIFFERENCES.CUSTOMER_NO))
                  .set(ROLLOUT_DIFFERENCES.BASELINE, Sql.arg(3, ROLLOUT_DIFFERENCES.BASELINE))
                  .set(ROLLOUT_DIFFERENCES.CANDIDATE, Sql.arg(4, ROLLOUT_DIFFERENCES.CANDIDATE))
                  .set(ROLLOUT_DIFFERENCES.EVENTS, Sql.arg(5, ROLLOUT_DIFFERENCES.EVENTS))
                  .set(
                      ROLLOUT_DIFFERENCES.EVALUATED_AT,
                      Sql.arg(6, ROLLOUT_DIFFERENCES.EVALUATED_AT))
                  .onConflict(
                      ROLLOUT_DIFFERENCES.TENANT,
                      ROLLOUT_DIFFERENCES.ENVIRONMENT,
                      ROLLOUT_DIFFERENCES.ROLLOUT_ID,
                      ROLLOUT_DIFFERENCES.CUSTOMER_NO)
                  .doUpdate()
                  .set(ROLLOUT_DIFFERENCES.BASELINE, DSL.excluded(ROLLOUT_DIFFERENCES.BASELINE))
                  .set(ROLLOUT_DIFFERENCES.CANDIDATE, DSL.excluded(ROLLOUT_DIFFERENCES.CANDIDATE))
                  .set(ROLLOUT_DIFFERENCES.EVENTS, DSL.excluded(ROLLOUT_DIFFERENCES.EVENTS))
                  .set(
                      ROLLOUT_DIFFERENCES.EVALUATED_AT,
                      DSL.excluded(ROLLOUT_DIFFERENCES.EVALUATED_AT)));
  private static final Statement GREATEST =
      Sql.statement(
          dsl ->
              dsl.select(RolloutDifferenceRow.TABLE.fields())
                  .select(CUSTOMERS.EXTERNAL_ID)
                  .from(ROLLOUT_DIFFERENCES)
                  .join(CUSTOMERS)
                  .on(Sql.same(CUSTOMERS, ROLLOUT_DIFFERENCES))
                  .and(CUSTOMERS.CUSTOMER_NO.eq(ROLLOUT_DIFFERENCES.CUSTOMER_NO))
                  .where(Sql.in(ROLLOUT_DIFFERENCES))
                  .and(
                      ROLLOUT_DIFFERENCES.ROLLOUT_ID.eq(Sql.arg(1, ROLLOUT_DIFFERENCES.ROLLOUT_ID)))
                  .orderBy(
                      DSL.abs(ROLLOUT_DIFFERENCES.CANDIDATE.minus(ROLLOUT_DIFFERENCES.BASELINE))
                          .desc(),
                      ROLLOUT_DIFFERENCES.CUSTOMER_NO.asc())
                  .limit(Sql.arg(2, SQLDataType.INTEGER)));

  private Differences() {}

  /** What a customer's usage costs by both prices, and who it is. */
  public record Difference(RolloutDifferenceRow row, ExternalId externalId) {
    /** Returns both amounts. */
    public Guard.Moved moved() {
      return new Guard.Moved(externalId.value(), row.baseline(), row.candidate());
    }
  }

  /** Records what a customer's usage costs by both prices, instead of what was recorded before. */
  public static Future<Void> put(Tx tx, RolloutDifferenceRow difference) {
    return tx.run(
            PUT,
            difference.rolloutId(),
            difference.customerNo(),
            difference.baseline(),
            difference.candidate(),
            difference.events(),
            difference.evaluatedAt())
        .mapEmpty();
  }

  /** Returns recorded differences, the greatest first. */
  public static Future<List<Difference>> greatest(Tx tx, RolloutId id, int limit) {
    int external = RolloutDifferenceRow.TABLE.fields().size();
    return tx.run(GREATEST, id, limit)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new Difference(
                            RolloutDifferenceRow.read(row, 0),
                            CustomerRow.EXTERNAL_ID.get(row, external))));
  }
}
