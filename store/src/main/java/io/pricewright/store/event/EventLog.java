package io.pricewright.store.event;

import static io.pricewright.store.database.Sql.among;
import static io.pricewright.store.database.Sql.arg;
import static io.pricewright.store.database.Sql.in;
import static io.pricewright.store.database.Sql.rows;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.Events.EVENTS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.TopicId;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.topic.TopicPosition;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The table of events. */
public final class EventLog {
  private static final Field<?>[] COLUMNS = {
    EVENTS.EVENT_KEY,
    EVENTS.EVENT_ID,
    EVENTS.BODY_HASH,
    EVENTS.EVENT_NAME,
    EVENTS.EXTERNAL_CUSTOMER_ID,
    EVENTS.CUSTOMER_NO,
    EVENTS.OCCURRED_AT,
    EVENTS.INGESTED_AT,
    EVENTS.SOURCE,
    EVENTS.PROPERTIES,
    EVENTS.GATE_SEQ,
    EVENTS.BATCH_ID,
    EVENTS.OUTCOME,
    EVENTS.REASON,
    EVENTS.ENTRIES
  };
  private static final Field<?>[] WITH_POSITION =
      Stream.concat(
              Stream.of(COLUMNS),
              Stream.of(EVENTS.TOPIC_ID, EVENTS.TOPIC_PARTITION, EVENTS.TOPIC_OFFSET))
          .toArray(Field<?>[]::new);
  private static final Statement FIND =
      statement(
          sql ->
              sql.select(WITH_POSITION)
                  .from(EVENTS)
                  .where(in(EVENTS))
                  .and(among(1, EVENTS.EVENT_KEY)));
  // Their values are bound by hand, in the order of the columns: the way of every event.
  private static final Statement INSERT = statement(sql -> Sql.insert(sql, EVENTS, COLUMNS));
  private static final Statement INSERT_READ =
      statement(sql -> Sql.insert(sql, EVENTS, WITH_POSITION));
  private static final Statement UPDATE = update();
  private static final Statement PAGE =
      statement(
          sql ->
              sql.select(COLUMNS)
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
              sql.select(COLUMNS)
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
              sql.select(COLUMNS)
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
              sql.select(COLUMNS)
                  .from(EVENTS)
                  .where(in(EVENTS))
                  .and(EVENTS.CUSTOMER_NO.eq(arg(1, EVENTS.CUSTOMER_NO)))
                  .and(EVENTS.OCCURRED_AT.ge(arg(2, EVENTS.OCCURRED_AT)))
                  .and(EVENTS.BATCH_ID.eq(arg(3, EVENTS.BATCH_ID)))
                  .orderBy(EVENTS.EVENT_KEY)
                  .limit(arg(4, SQLDataType.BIGINT)));

  private EventLog() {}

  private static Statement update() {
    Table<Record> now =
        rows(
            "receipts",
            1,
            EVENTS.EVENT_KEY,
            EVENTS.CUSTOMER_NO,
            EVENTS.GATE_SEQ,
            EVENTS.OUTCOME,
            EVENTS.REASON,
            EVENTS.ENTRIES);
    return statement(
        sql ->
            sql.update(EVENTS)
                .set(EVENTS.CUSTOMER_NO, Sql.of(now, EVENTS.CUSTOMER_NO))
                .set(EVENTS.GATE_SEQ, coalesce(Sql.of(now, EVENTS.GATE_SEQ), EVENTS.GATE_SEQ))
                .set(EVENTS.OUTCOME, Sql.of(now, EVENTS.OUTCOME))
                .set(EVENTS.REASON, Sql.of(now, EVENTS.REASON))
                .set(EVENTS.ENTRIES, Sql.of(now, EVENTS.ENTRIES))
                .from(now)
                .where(in(EVENTS))
                .and(EVENTS.EVENT_KEY.eq(Sql.of(now, EVENTS.EVENT_KEY))));
  }

  /** Finds events by key. */
  public static Future<Map<EventKey, StoredEvent>> find(Tx tx, Collection<EventKey> keys) {
    return tx.run(FIND, keys.stream().sorted().toList())
        .map(
            rows -> {
              Map<EventKey, StoredEvent> found = new HashMap<>();
              rows.forEach(
                  row -> {
                    StoredEvent event = fromRow(row, position(row));
                    found.put(event.event().key(), event);
                  });
              return found;
            });
  }

  /** Returns a customer's events of a batch that occurred since an instant, by key. */
  public static Future<List<StoredEvent>> ofBatch(
      Tx tx, BatchId batch, CustomerNo customerNo, Instant since, int limit) {
    return tx.run(OF_BATCH, customerNo, since, batch, (long) limit).map(EventLog::list);
  }

  /** Finds one event by its id. */
  public static Future<Optional<StoredEvent>> find(Tx tx, String eventId) {
    EventKey key = EventKey.of(eventId);
    return find(tx, List.of(key)).map(found -> Optional.ofNullable(found.get(key)));
  }

  /**
   * Inserts new events in key order. Fails with {@link Retry.AgainException} when one of the ids is
   * taken; the caller then rolls back and begins again.
   *
   * @param seqOf the seq of the gate behind which an event is inserted; 0 for nobody's events
   * @param readAt where in a topic the events were read; empty when none was
   */
  public static Future<Void> insert(
      Tx tx,
      BatchId batch,
      List<RatedEvent> events,
      ToLongFunction<RatedEvent> seqOf,
      Map<EventKey, TopicPosition> readAt) {
    List<RatedEvent> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparing(rated -> rated.event().key()));
    int n = sorted.size();
    Buffer[] keys = new Buffer[n];
    String[] ids = new String[n];
    Buffer[] bodies = new Buffer[n];
    String[] names = new String[n];
    String[] externals = new String[n];
    Long[] customers = new Long[n];
    OffsetDateTime[] occurred = new OffsetDateTime[n];
    OffsetDateTime[] ingested = new OffsetDateTime[n];
    String[] sources = new String[n];
    String[] properties = new String[n];
    Long[] seqs = new Long[n];
    UUID[] batches = new UUID[n];
    Short[] outcomes = new Short[n];
    String[] reasons = new String[n];
    String[] entries = new String[n];
    for (int i = 0; i < n; i++) {
      RatedEvent rated = sorted.get(i);
      Event event = rated.event();
      keys[i] = buffer(event.key());
      ids[i] = event.id();
      bodies[i] = buffer(event.body());
      names[i] = event.name();
      externals[i] = event.externalCustomerId();
      CustomerNo customer = rated.customerNo();
      customers[i] = customer == null ? null : customer.value();
      occurred[i] = Tx.at(event.occurredAt());
      ingested[i] = Tx.at(event.ingestedAt());
      sources[i] = event.source();
      properties[i] = event.properties().text();
      seqs[i] = seqOf.applyAsLong(rated);
      batches[i] = batch.value();
      outcomes[i] = (short) rated.outcome().number();
      reasons[i] = rated.reason();
      entries[i] = Entry.text(rated.entries());
    }
    Tuple values =
        scoped(tx)
            .addArrayOfBuffer(keys)
            .addArrayOfString(ids)
            .addArrayOfBuffer(bodies)
            .addArrayOfString(names)
            .addArrayOfString(externals)
            .addArrayOfLong(customers)
            .addArrayOfOffsetDateTime(occurred)
            .addArrayOfOffsetDateTime(ingested)
            .addArrayOfString(sources)
            .addArrayOfString(properties)
            .addArrayOfLong(seqs)
            .addArrayOfUUID(batches)
            .addArrayOfShort(outcomes)
            .addArrayOfString(reasons)
            .addArrayOfString(entries);
    if (!readAt.isEmpty()) {
      addPositions(values, sorted, readAt);
    }
    return tx.run((readAt.isEmpty() ? INSERT : INSERT_READ).sql(), values)
        .recover(EventLog::taken)
        .mapEmpty();
  }

  private static <T> Future<T> taken(Throwable failure) {
    return Future.failedFuture(
        Failures.uniqueViolation(failure)
            ? new Retry.AgainException("an event id is taken")
            : failure);
  }

  private static void addPositions(
      Tuple values, List<RatedEvent> sorted, Map<EventKey, TopicPosition> readAt) {
    List<TopicPosition> positions =
        sorted.stream()
            .map(rated -> Objects.requireNonNull(readAt.get(rated.event().key())))
            .toList();
    values
        .addArrayOfString(positions.stream().map(at -> at.topicId().value()).toArray(String[]::new))
        .addArrayOfInteger(positions.stream().map(TopicPosition::partition).toArray(Integer[]::new))
        .addArrayOfLong(positions.stream().map(TopicPosition::offset).toArray(Long[]::new));
  }

  /** An event's new receipt, and its new owner and seq if it found one. */
  public record Receipt(RatedEvent rated, @Nullable Long gateSeq) {}

  /** Writes new receipts of stored events. */
  public static Future<Void> update(Tx tx, List<Receipt> receipts) {
    if (receipts.isEmpty()) {
      return Future.succeededFuture();
    }
    List<RatedEvent> rated = receipts.stream().map(Receipt::rated).toList();
    return tx.run(
            UPDATE,
            rated.stream().map(one -> one.event().key()).toList(),
            column(rated, RatedEvent::customerNo),
            column(receipts, Receipt::gateSeq),
            column(rated, RatedEvent::outcome),
            column(rated, RatedEvent::reason),
            column(rated, one -> Entry.text(one.entries())))
        .mapEmpty();
  }

  private static <T, V> List<@Nullable V> column(List<T> all, Function<T, @Nullable V> value) {
    List<@Nullable V> values = new ArrayList<>(all.size());
    all.forEach(one -> values.add(value.apply(one)));
    return values;
  }

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
        .map(EventLog::list);
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
        .map(EventLog::list);
  }

  /** Returns events sent under an external id that nobody has had so far. */
  public static Future<List<StoredEvent>> orphans(Tx tx, ExternalId externalId, int limit) {
    return tx.run(ORPHANS, externalId, (long) limit).map(EventLog::list);
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
                .select(COLUMNS)
                .from(EVENTS)
                .where(where)
                .orderBy(EVENTS.CUSTOMER_NO, EVENTS.EVENT_KEY)
                .limit(limit))
        .map(EventLog::list);
  }

  /** The one reason with an index of its own stands in the text. */
  private static Field<String> reasonOf(String reason) {
    return reason.equals(ScriptOutcome.Failed.DEFERRED)
        ? inline(reason, EVENTS.REASON)
        : DSL.val(reason, EVENTS.REASON);
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }

  private static Buffer buffer(EventKey key) {
    return Buffer.buffer(key.bytes());
  }

  /** Returns what is read of an event, in order. */
  static Field<?>[] columns() {
    return COLUMNS.clone();
  }

  static List<StoredEvent> list(RowSet<Row> rows) {
    List<StoredEvent> events = new ArrayList<>(rows.size());
    rows.forEach(row -> events.add(fromRow(row, null)));
    return events;
  }

  private static @Nullable TopicPosition position(Row row) {
    String topicId = row.getString(15);
    return topicId == null
        ? null
        : new TopicPosition(new TopicId(topicId), row.getInteger(16), row.getLong(17));
  }

  private static StoredEvent fromRow(Row row, @Nullable TopicPosition readAt) {
    Event event =
        new Event(
            EventKey.fromBytes(row.getBuffer(0).getBytes()),
            row.getString(1),
            EventKey.fromBytes(row.getBuffer(2).getBytes()),
            row.getString(3),
            row.getString(4),
            row.getOffsetDateTime(6).toInstant(),
            row.getOffsetDateTime(7).toInstant(),
            row.getString(8),
            JsonReader.parseObject(row.getString(9)));
    return new StoredEvent(
        event,
        CustomerNo.ofNullable(row.getLong(5)),
        row.getLong(10),
        new BatchId(row.getUUID(11)),
        Outcome.of(row.getShort(12)),
        row.getString(13),
        Entry.parse(row.getString(14)),
        readAt);
  }
}
