package io.pricewright.store.invoice;

import static io.pricewright.store.jooq.tables.Events.EVENTS;
import static io.pricewright.store.jooq.tables.Tasks.TASKS;

import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rerating.TaskStatus;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.EventRow;
import io.pricewright.store.row.TaskRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** What documents wait for: usage that is not rated yet, or not as it is to be. */
public final class Waits {
  private static final int MOST_TASKS = 10_000;

  /** Kinds of tasks that rate something; what is parked is waited for by itself. */
  private static final List<String> KINDS =
      List.of(
          "adopt_events",
          "rate_stored",
          "cut_line_item",
          "attach_price",
          "recount",
          Work.CarryLevel.KIND);

  /** Argument: customers. */
  private static final Statement OPEN =
      Sql.statement(
          dsl ->
              dsl.select(TASKS.KIND, TASKS.WORK)
                  .from(TASKS)
                  .where(Sql.in(TASKS))
                  .and(
                      TASKS.STATUS.in(
                          DSL.inline(TaskStatus.PENDING, TASKS.STATUS),
                          DSL.inline(TaskStatus.RUNNING, TASKS.STATUS)))
                  .and(TASKS.KIND.in(KINDS.stream().map(DSL::inline).toList()))
                  .and(ofNobodyElse())
                  .limit(DSL.inline(MOST_TASKS)));

  /** Arguments: customers, begins of times, their ends. */
  private static final Statement PARKED =
      Sql.statement(
          dsl -> {
            Table<Record> given =
                Sql.rows("given", 1, EVENTS.CUSTOMER_NO, EVENTS.OCCURRED_AT, EVENTS.INGESTED_AT);
            return dsl.select(
                    Sql.of(given, EVENTS.CUSTOMER_NO),
                    Sql.of(given, EVENTS.OCCURRED_AT),
                    Sql.of(given, EVENTS.INGESTED_AT))
                .from(given)
                .whereExists(
                    dsl.selectOne()
                        .from(EVENTS)
                        .where(Sql.in(EVENTS))
                        .and(EVENTS.OUTCOME.eq(DSL.inline(Outcome.PARKED, EVENTS.OUTCOME)))
                        .and(EVENTS.CUSTOMER_NO.eq(Sql.of(given, EVENTS.CUSTOMER_NO)))
                        .and(EVENTS.OCCURRED_AT.ge(Sql.of(given, EVENTS.OCCURRED_AT)))
                        .and(EVENTS.OCCURRED_AT.lt(Sql.of(given, EVENTS.INGESTED_AT))));
          });

  private Waits() {}

  private static Condition ofNobodyElse() {
    return DSL.condition(
        "(({0}::jsonb ->> 'customer_no') is null"
            + " or ({0}::jsonb ->> 'customer_no')::bigint = any({1}))",
        TASKS.WORK, Sql.args(1, EVENTS.CUSTOMER_NO));
  }

  /** Returns what is still to be rated of customers, or of all. */
  public static Future<List<Work>> tasks(Tx tx, Collection<CustomerNo> customers) {
    return tx.run(OPEN, List.copyOf(customers))
        .map(
            rows ->
                Rows.all(
                    rows,
                    row -> Work.fromJson(TaskRow.KIND.get(row, 0), TaskRow.WORK.get(row, 1))));
  }

  /** A customer's time. */
  public record Span(CustomerNo customerNo, Instant from, Instant to) {}

  /** Returns the times in which events wait for a price. */
  public static Future<Set<Span>> parked(Tx tx, List<Span> spans) {
    return tx.run(
            PARKED,
            spans.stream().map(Span::customerNo).toList(),
            spans.stream().map(Span::from).toList(),
            spans.stream().map(Span::to).toList())
        .map(
            rows ->
                new HashSet<>(
                    Rows.all(
                        rows,
                        row ->
                            new Span(
                                EventRow.CUSTOMER_NO.get(row, 0),
                                EventRow.OCCURRED_AT.get(row, 1),
                                EventRow.INGESTED_AT.get(row, 2)))));
  }
}
