package io.pricewright.store.event;

import static io.pricewright.store.database.Sql.arg;
import static io.pricewright.store.database.Sql.in;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.Events.EVENTS;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.EventId;
import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.SQLDataType;

/** Which event took the place of which. An event is replaced once: the table has it so. */
public final class Replacements {
  private static final Statement OF =
      statement(
          sql ->
              sql.select(EVENTS.EVENT_ID)
                  .from(EVENTS)
                  .where(in(EVENTS))
                  .and(EVENTS.REPLACES.eq(arg(1, EVENTS.REPLACES))));
  private static final Statement REPLACED =
      statement(
          sql ->
              sql.select(EVENTS.REPLACES)
                  .from(EVENTS)
                  .where(in(EVENTS))
                  .and(EVENTS.EVENT_KEY.eq(arg(1, EVENTS.EVENT_KEY)))
                  .and(EVENTS.REPLACES.isNotNull()));
  private static final Statement NOTE =
      statement(
          sql ->
              sql.update(EVENTS)
                  .set(EVENTS.REPLACES, arg(2, EVENTS.REPLACES))
                  .where(in(EVENTS))
                  .and(EVENTS.EVENT_KEY.eq(arg(1, EVENTS.EVENT_KEY))));
  private static final Statement PAGE =
      statement(
          sql ->
              sql.select(EVENTS.EVENT_ID, EVENTS.REPLACES)
                  .from(EVENTS)
                  .where(in(EVENTS))
                  .and(EVENTS.REPLACES.gt(arg(1, EVENTS.REPLACES)))
                  .orderBy(EVENTS.REPLACES)
                  .limit(arg(2, SQLDataType.BIGINT)));

  private Replacements() {}

  /** Returns the event that took an event's place. */
  public static Future<Optional<EventId>> of(Tx tx, EventId original) {
    return tx.run(OF, original).map(rows -> Rows.first(rows, row -> new EventId(row.getString(0))));
  }

  /** Returns the event whose place an event took. */
  public static Future<Optional<EventId>> replacedBy(Tx tx, EventKey replacement) {
    return tx.run(REPLACED, replacement)
        .map(rows -> Rows.first(rows, row -> new EventId(row.getString(0))));
  }

  /**
   * Notes that a stored event takes another's place. Fails with {@link Retry.AgainException} when
   * somebody replaced it meanwhile.
   */
  public static Future<Void> note(Tx tx, EventKey replacement, EventId original) {
    return tx.run(NOTE, replacement, original)
        .recover(
            failure ->
                Future.failedFuture(
                    Failures.uniqueViolation(failure)
                        ? new Retry.AgainException("the event was replaced meanwhile")
                        : failure))
        .mapEmpty();
  }

  /** An event, and the one whose place it took. */
  public record Pair(EventId replacement, EventId original) {}

  /** Returns a page of all replacements, in order of what they replace. */
  public static Future<List<Pair>> page(Tx tx, EventId after, int limit) {
    return tx.run(PAGE, after, (long) limit)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row -> new Pair(new EventId(row.getString(0)), new EventId(row.getString(1)))));
  }
}
