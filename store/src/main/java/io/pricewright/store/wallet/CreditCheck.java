package io.pricewright.store.wallet;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Rebuilds a customer's credits from what they were made of, and says in words what differs. The
 * caller holds the gate.
 */
public final class CreditCheck {
  // The postings of a grant's account leave what is left of the grant.
  private static final String GRANTS =
      "select 'grant ' || g.id || ' has ' || (g.amount - g.drawn - g.gone) || ' left, its postings leave ' ||"
          + " coalesce(p.left, 0) from wallet_grants g left join (select account, sum(amount) as left from ("
          + "select credit as account, amount from postings where tenant = $1 and environment = $2 and"
          + " customer_no = $3 and credit like 'wallet:%' union all select debit, -amount from postings where"
          + " tenant = $1 and environment = $2 and customer_no = $3 and debit like 'wallet:%') m group by 1) p"
          + " on p.account = 'wallet:' || g.id where g.tenant = $1 and g.environment = $2 and g.customer_no ="
          + " $3 and g.amount - g.drawn - g.gone <> coalesce(p.left, 0)";
  private static final String DRAWS =
      "select 'grant ' || g.id || ' is drawn ' || (g.drawn - g.settled) || ', its uses say ' ||"
          + " coalesce(u.drawn, 0) from wallet_grants g left join (select d ->> 0 as id, sum((d ->>"
          + " 1)::numeric) as drawn from credit_uses, jsonb_array_elements(state::jsonb -> 'd') d where tenant"
          + " = $1 and environment = $2 and customer_no = $3 group by 1) u on u.id = g.id where g.tenant = $1"
          + " and g.environment = $2 and g.customer_no = $3 and g.drawn - g.settled <> coalesce(u.drawn, 0)";
  private static final String HOLDS =
      "select 'grant ' || g.id || ' holds ' || g.held || ', its holds say ' || coalesce(h.held, 0) from"
          + " wallet_grants g left join (select d ->> 0 as id, sum((d ->> 1)::numeric) as held from holds,"
          + " jsonb_array_elements(parts::jsonb -> 'd') d where tenant = $1 and environment = $2 and"
          + " customer_no = $3 and hold_status = 'held' group by 1) h on h.id = g.id where g.tenant = $1 and"
          + " g.environment = $2 and g.customer_no = $3 and g.held <> coalesce(h.held, 0)";
  private static final String USES =
      "select 'line item ' || line_item_no || ', period from ' || period_start || ': charged is ' ||"
          + " coalesce(c.amount, 0) || ', its uses say ' || coalesce(u.amount, 0) from (select line_item_no,"
          + " period_start, currency, sum(amount) as amount from charges where tenant = $1 and environment = $2"
          + " and customer_no = $3 group by 1, 2, 3) c full join (select line_item_no, period_start, currency,"
          + " uncovered + coalesce((select sum((d ->> 1)::numeric) from jsonb_array_elements(state::jsonb ->"
          + " 'd') d), 0) as amount from credit_uses where tenant = $1 and environment = $2 and customer_no ="
          + " $3 and line_item_no <> 0) u using (line_item_no, period_start, currency) where"
          + " coalesce(c.amount, 0) <> coalesce(u.amount, 0) and exists (select 1 from gates where tenant = $1"
          + " and environment = $2 and customer_no = $3 and watched)";
  private static final String UNBILLED =
      "select 'unbilled ' || currency || ' is ' || coalesce(b.amount, 0) || ', uncovered usage is ' ||"
          + " coalesce(u.amount, 0) from (select currency, amount from balances where tenant = $1 and"
          + " environment = $2 and customer_no = $3 and account = 'unbilled') b full join (select currency,"
          + " sum(uncovered) as amount from credit_uses where tenant = $1 and environment = $2 and"
          + " customer_no = $3 group by 1) u using (currency) where coalesce(b.amount, 0) <>"
          + " coalesce(u.amount, 0) and exists (select 1 from gates where tenant = $1 and environment = $2"
          + " and customer_no = $3 and watched)";

  private CreditCheck() {}

  /** Returns what differs. */
  public static Future<List<String>> differences(Tx tx, CustomerNo customerNo) {
    List<String> all = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (String sql : List.of(GRANTS, DRAWS, HOLDS, USES, UNBILLED)) {
      done =
          done.compose(
                  before ->
                      tx.run(
                          sql,
                          Tuple.of(
                              tx.scope().tenant(), tx.scope().environment(), customerNo.value())))
              .map(
                  rows -> {
                    all.addAll(Rows.all(rows, row -> row.getString(0)));
                    return null;
                  });
    }
    return done.map(all);
  }
}
