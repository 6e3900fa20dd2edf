package io.pricewright.store.event;

import static io.pricewright.store.database.Sql.arg;
import static io.pricewright.store.database.Sql.in;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.Events.EVENTS;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Failure;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Pages of stored events: a customer's in order of time or of its gate, nobody's, parked ones. */
public final class EventPages {
  private static final Statement PAGE =
      statement(
          sql ->
              sql.select(EventRows.COLUMNS)
                  .from(EVENTS)
                  .where(in(EVENTS))
                  .and(EVENTS.CUSTOMER_NO.eq(arg(1, EVENTS.CUSTOMER_NO)))
                  .and(EVENTS.OCCURRED_AT.ge(arg(2, EVENTS.OCCURRED_AT)))
                  .and(EVENTS.OCCURRED_AT.lt(arg(3, EVENTS.OCCURRED_AT)))
                  .and(EVENTS.GATE_SEQ.le(arg(4, EVENTS.GATE_SEQ)))
                  .and(
                      row(EVENTS.OCCURRED_AT, EVENTS.EVENT_KEY)
                          .gt(arg(5, EVENTS.OCCURRED_AT), arg(6, EVENTS.EVENT_KEY)))
                  .orderBy(EVENTS.OCCURRED_AT, EVENTS.EVENT_KEY)
                  .limit(arg(7, SQLDataType.BIGINT)));
  private static final Statement SINCE =
      statement(
          sql ->
              sql.select(EventRows.COLUMNS)
                  .from(EVENTS)
                  .where(in(EVENTS))
                  .and(EVENTS.CUSTOMER_NO.eq(arg(1, EVENTS.CUSTOMER_NO)))
                  .and(EVENTS.GATE_SEQ.gt(arg(2, EVENTS.GATE_SEQ)))
                  .and(EVENTS.GATE_SEQ.le(arg(3, EVENTS.GATE_SEQ)))
                  .and(
                      row(EVENTS.GATE_SEQ, EVENTS.EVENT_KEY)
                          .gt(arg(4, EVENTS.GATE_SEQ), arg(5, EVENTS.EVENT_KEY)))
                  .orderBy(EVENTS.GATE_SEQ, EVENTS.EVENT_KEY)
                  .limit(arg(6, SQLDataType.BIGINT)));
  private static final Statement ORPHANS =
      statement(
          sql ->
              sql.select(EventRows.COLUMNS)
                  .from(EVENTS)
                  .where(in(EVENTS))
                  .and(EVENTS.EXTERNAL_CUSTOMER_ID.eq(arg(1, EVENTS.EXTERNAL_CUSTOMER_ID)))
                  .and(EVENTS.CUSTOMER_NO.isNull())
                  .and(EVENTS.OUTCOME.ne(inline(Outcome.VOIDED, EVENTS.OUTCOME)))
                  .orderBy(EVENTS.OCCURRED_AT, EVENTS.EVENT_KEY)
                  .limit(arg(2, SQLDataType.BIGINT)));
  private static final Statement OF_BATCH =
      statement(
          sql ->
              sql.select(EventRows.COLUMNS)
                  .from(EVENTS)
                  .where(in(EVENTS))
                  .and(EVENTS.CUSTOMER_NO.eq(arg(1, EVENTS.CUSTOMER_NO)))
                  .and(EVENTS.OCCURRED_AT.ge(arg(2, EVENTS.OCCURRED_AT)))
                  .and(EVENTS.BATCH_ID.eq(arg(3, EVENTS.BATCH_ID)))
                  .orderBy(EVENTS.EVENT_KEY)
                  .limit(arg(4, SQLDataType.BIGINT)));

  private EventPages() {}

  /** Where a walk over a customer's events stands: behind this (time, key). */
  public record Position(Instant at, EventKey key) {
    /** Before all events. */
    public static final Position START = new Position(Instant.EPOCH, new EventKey(0, 0));

    /** Behind an event. */
    public static Position of(StoredEvent event) {
      return new Position(event.event().occurredAt(), event.event().key());
    }
  }

  /**
   * Returns a page of a customer's events in order of (time, key).
   *
   * @param from earliest time
   * @param to first time after
   * @param upToSeq only events the customer had at this seq of the gate
   * @param limit at most so many
   */
  public static Future<List<StoredEvent>> page(
      Tx tx,
      CustomerNo customerNo,
      Instant from,
      Instant to,
      long upToSeq,
      Position after,
      int limit) {
    return tx.run(PAGE, customerNo, from, to, upToSeq, after.at(), after.key(), (long) limit)
        .map(EventRows::list);
  }

  /**
   * Returns a page of the events a customer got behind its gate after one seq and up to another, in
   * order of (seq, key).
   *
   * @param after the last event of the page before, or null
   */
  public static Future<List<StoredEvent>> since(
      Tx tx,
      CustomerNo customerNo,
      long fromSeq,
      long toSeq,
      @Nullable StoredEvent after,
      int limit) {
    return tx.run(
            SINCE,
            customerNo,
            fromSeq,
            toSeq,
            after == null ? fromSeq : after.gateSeq(),
            after == null ? new EventKey(-1L, -1L) : after.event().key(),
            (long) limit)
        .map(EventRows::list);
  }

  /** Returns events sent under an external id that nobody has had so far. */
  public static Future<List<StoredEvent>> orphans(Tx tx, ExternalId externalId, int limit) {
    return tx.run(ORPHANS, externalId, (long) limit).map(EventRows::list);
  }

  /** Where a walk over parked events stands: behind this key of this customer. */
  public record Parked(CustomerNo customerNo, EventKey key) {}

  /**
   * Returns parked events, customer by customer and by key: those of one stand together, so that
   * they can be tried again behind one gate.
   */
  public static Future<List<StoredEvent>> parked(
      Tx tx,
      @Nullable CustomerNo customerNo,
      @Nullable String reason,
      @Nullable Parked after,
      int limit) {
    Condition where =
        in(EVENTS, tx.scope()).and(EVENTS.OUTCOME.eq(inline(Outcome.PARKED, EVENTS.OUTCOME)));
    where = customerNo == null ? where : where.and(EVENTS.CUSTOMER_NO.eq(customerNo));
    where = reason == null ? where : where.and(EVENTS.REASON.eq(reasonOf(reason)));
    where =
        after == null
            ? where.and(EVENTS.CUSTOMER_NO.isNotNull())
            : where.and(
                row(EVENTS.CUSTOMER_NO, EVENTS.EVENT_KEY).gt(after.customerNo(), after.key()));
    return tx.run(
            Sql.DSL_CONTEXT
                .select(EventRows.COLUMNS)
                .from(EVENTS)
                .where(where)
                .orderBy(EVENTS.CUSTOMER_NO, EVENTS.EVENT_KEY)
                .limit(limit))
        .map(EventRows::list);
  }

  /** The one reason with an index of its own stands in the text. */
  private static Field<String> reasonOf(String reason) {
    return reason.equals(ScriptOutcome.Failed.DEFERRED)
        ? inline(reason, EVENTS.REASON)
        : DSL.val(reason, EVENTS.REASON);
  }

  /** Returns a customer's events of a batch that occurred since an instant, by key. */
  public static Future<List<StoredEvent>> ofBatch(
      Tx tx, BatchId batch, CustomerNo customerNo, Instant since, int limit) {
    return tx.run(OF_BATCH, customerNo, since, batch, (long) limit).map(EventRows::list);
  }

  /**
   * Counts the events that are parked for a cause.
   *
   * @param most beyond so many it is that number
   */
  public static Future<Long> parkedFor(Tx tx, Failure.Cause cause, int most) {
    var some = selectOne().from(EVENTS).where(isParkedFor(tx, cause)).limit(most);
    return tx.run(Sql.DSL_CONTEXT.selectCount().from(some.asTable("counted")))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Returns the latest events that are parked for a cause, the latest first. */
  public static Future<List<StoredEvent>> latestParkedFor(Tx tx, Failure.Cause cause, int limit) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(EventRows.COLUMNS)
                .from(EVENTS)
                .where(isParkedFor(tx, cause))
                .orderBy(EVENTS.OCCURRED_AT.desc(), EVENTS.EVENT_KEY)
                .limit(limit))
        .map(EventRows::list);
  }

  private static Condition isParkedFor(Tx tx, Failure.Cause cause) {
    return in(EVENTS, tx.scope())
        .and(EVENTS.OUTCOME.eq(inline(Outcome.PARKED, EVENTS.OUTCOME)))
        .and(DSL.position(EVENTS.ENTRIES, Entry.mark(cause)).gt(0));
  }
}
