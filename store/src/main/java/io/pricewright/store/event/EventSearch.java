package io.pricewright.store.event;

import static io.pricewright.store.jooq.tables.CustomerAliases.CUSTOMER_ALIASES;
import static io.pricewright.store.jooq.tables.Events.EVENTS;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortOrder;
import org.jspecify.annotations.Nullable;

/** Finds events by what people know of them. */
public final class EventSearch {
  private EventSearch() {}

  /**
   * What to look for; null matches all.
   *
   * @param eventId one event
   * @param customerNo a customer
   * @param externalCustomerId an external id as sent
   * @param name event name
   * @param source source
   * @param outcome outcome
   * @param reason reason
   * @param from earliest time
   * @param to first time after
   */
  public record Query(
      @Nullable EventId eventId,
      @Nullable CustomerNo customerNo,
      @Nullable ExternalId externalCustomerId,
      @Nullable String name,
      @Nullable String source,
      @Nullable Outcome outcome,
      @Nullable String reason,
      Instant from,
      Instant to) {}

  /**
   * Which part of what is found, in order of (time, key).
   *
   * @param descending whether the newest come first
   * @param behind what comes behind this position in that order, or null
   * @param offset how many are left out before
   * @param limit at most so many
   */
  public record Part(
      boolean descending, EventPages.@Nullable Position behind, int offset, int limit) {}

  /** Returns a part of the events in its order. */
  public static Future<List<StoredEvent>> part(Tx tx, Query query, Part part) {
    Condition where = condition(tx, query);
    EventPages.Position behind = part.behind();
    if (behind != null) {
      var at = row(EVENTS.OCCURRED_AT, EVENTS.EVENT_KEY);
      where =
          where.and(
              part.descending()
                  ? at.lt(behind.at(), behind.key())
                  : at.gt(behind.at(), behind.key()));
    }
    SortOrder order = part.descending() ? SortOrder.DESC : SortOrder.ASC;
    return tx.run(
            Sql.DSL_CONTEXT
                .select(EventRows.COLUMNS)
                .from(EVENTS)
                .where(where)
                .orderBy(EVENTS.OCCURRED_AT.sort(order), EVENTS.EVENT_KEY.sort(order))
                .limit(part.limit())
                .offset(part.offset()))
        .map(EventRows::list);
  }

  /** Counts events; beyond the most that are counted it is that number. */
  public static Future<Integer> count(Tx tx, Query query, int most) {
    var some = selectOne().from(EVENTS).where(condition(tx, query)).limit(most);
    return tx.run(Sql.DSL_CONTEXT.selectCount().from(some.asTable("counted")))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  /** Returns a page of events in order of (time, key). */
  public static Future<List<StoredEvent>> oldest(
      Tx tx, Query query, EventPages.Position after, int limit) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(EventRows.COLUMNS)
                .from(EVENTS)
                .where(
                    condition(tx, query)
                        .and(row(EVENTS.OCCURRED_AT, EVENTS.EVENT_KEY).gt(after.at(), after.key())))
                .orderBy(EVENTS.OCCURRED_AT, EVENTS.EVENT_KEY)
                .limit(limit))
        .map(EventRows::list);
  }

  /** How many events share a name, an outcome and a reason. */
  public record Count(String name, Outcome outcome, @Nullable String reason, long events) {}

  /** Counts events by name, outcome and reason; at most 1,000 rows, greatest first. */
  public static Future<List<Count>> counts(Tx tx, Query query) {
    Field<Integer> count = org.jooq.impl.DSL.count();
    return tx.run(
            Sql.DSL_CONTEXT
                .select(EVENTS.EVENT_NAME, EVENTS.OUTCOME, EVENTS.REASON, count)
                .from(EVENTS)
                .where(condition(tx, query))
                .groupBy(EVENTS.EVENT_NAME, EVENTS.OUTCOME, EVENTS.REASON)
                .orderBy(count.desc(), EVENTS.EVENT_NAME)
                .limit(1_000))
        .map(
            rows -> {
              List<Count> counts = new ArrayList<>();
              rows.forEach(
                  r ->
                      counts.add(
                          new Count(
                              r.getString(0),
                              Outcome.of(r.getShort(1)),
                              r.getString(2),
                              r.getLong(3))));
              return counts;
            });
  }

  private static Condition condition(Tx tx, Query query) {
    Condition where =
        Sql.in(EVENTS, tx.scope())
            .and(EVENTS.OCCURRED_AT.ge(query.from()))
            .and(EVENTS.OCCURRED_AT.lt(query.to()));
    EventId eventId = query.eventId();
    if (eventId != null) {
      where = where.and(EVENTS.EVENT_KEY.eq(EventKey.of(eventId.value())));
    }
    CustomerNo customerNo = query.customerNo();
    if (customerNo != null) {
      where = where.and(isOf(tx, customerNo));
    }
    where = and(where, EVENTS.EXTERNAL_CUSTOMER_ID, query.externalCustomerId());
    where = and(where, EVENTS.EVENT_NAME, query.name());
    where = and(where, EVENTS.SOURCE, query.source());
    where = and(where, EVENTS.REASON, query.reason());
    Outcome outcome = query.outcome();
    return outcome == null ? where : where.and(EVENTS.OUTCOME.eq(inline(outcome, EVENTS.OUTCOME)));
  }

  /** What was sent before there was the customer, and voided, never got one. */
  private static Condition isOf(Tx tx, CustomerNo customerNo) {
    return EVENTS
        .CUSTOMER_NO
        .eq(customerNo)
        .or(
            EVENTS
                .CUSTOMER_NO
                .isNull()
                .and(
                    EVENTS.EXTERNAL_CUSTOMER_ID.in(
                        select(CUSTOMER_ALIASES.EXTERNAL_ID)
                            .from(CUSTOMER_ALIASES)
                            .where(Sql.in(CUSTOMER_ALIASES, tx.scope()))
                            .and(CUSTOMER_ALIASES.CUSTOMER_NO.eq(customerNo)))));
  }

  private static <T> Condition and(Condition where, Field<T> column, @Nullable T value) {
    return value == null ? where : where.and(column.eq(value));
  }

  /** Reads a position as {@link #text} wrote it, or null. */
  public static EventPages.@Nullable Position position(String text) {
    String[] parts = text.split("::", -1);
    if (parts.length != 2 || !parts[0].matches("[0-9]{4}-.*") || parts[1].length() != 32) {
      return null;
    }
    try {
      return new EventPages.Position(
          Instant.parse(parts[0]), EventKey.fromBytes(java.util.HexFormat.of().parseHex(parts[1])));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return null;
    }
  }

  /** Writes an event's position. */
  public static String text(StoredEvent event) {
    return event.event().occurredAt()
        + "::"
        + java.util.HexFormat.of().formatHex(event.event().key().bytes());
  }
}
