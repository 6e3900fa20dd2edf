package io.pricewright.store.ledger;

import static io.pricewright.store.database.Sql.DSL_CONTEXT;
import static io.pricewright.store.database.Sql.in;
import static io.pricewright.store.jooq.tables.Charges.CHARGES;
import static org.jooq.impl.DSL.noCondition;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.ChargeRow;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists charges in the order in which they were made. */
public final class Charges {
  private Charges() {}

  /** Lists charges of a customer, or of all, newest first. */
  public static Future<List<ChargeRow>> newest(
      Tx tx, @Nullable CustomerNo customerNo, int limit, int offset) {
    return tx.run(
            DSL_CONTEXT
                .select(ChargeRow.TABLE.fields())
                .from(CHARGES)
                .where(in(CHARGES, tx.scope()))
                .and(customerNo == null ? noCondition() : CHARGES.CUSTOMER_NO.eq(customerNo))
                .orderBy(CHARGES.MADE_AT.desc(), CHARGES.ID)
                .limit(limit)
                .offset(offset))
        .map(ChargeRow.TABLE::all);
  }
}
