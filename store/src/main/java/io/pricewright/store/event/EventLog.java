package io.pricewright.store.event;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Retry;
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
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The table of events. */
public final class EventLog {
  static final String COLUMNS =
      "event_key, event_id, body_hash, event_name, external_customer_id, customer_no, occurred_at,"
          + " ingested_at, source, properties, gate_seq, batch_id, outcome, reason, entries";
  private static final String POSITION = ", topic_id, topic_partition, topic_offset";
  private static final String FIND =
      "select "
          + COLUMNS
          + POSITION
          + " from events where tenant = $1 and environment = $2 and event_key = any($3)";
  private static final String VALUES =
      " select $1, $2, * from unnest($3::bytea[], $4::text[], $5::bytea[], $6::text[], $7::text[],"
          + " $8::bigint[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[], $13::bigint[],"
          + " $14::uuid[], $15::smallint[], $16::text[], $17::text[]";
  private static final String INSERT =
      "insert into events (tenant, environment, " + COLUMNS + ")" + VALUES + ")";
  private static final String INSERT_READ =
      "insert into events (tenant, environment, "
          + COLUMNS
          + POSITION
          + ")"
          + VALUES
          + ", $18::text[], $19::integer[], $20::bigint[])";
  private static final String UPDATE =
      "update events e set customer_no = n.customer_no, gate_seq = coalesce(n.gate_seq, e.gate_seq),"
          + " outcome = n.outcome, reason = n.reason, entries = n.entries"
          + " from unnest($3::bytea[], $4::bigint[], $5::bigint[], $6::smallint[], $7::text[], $8::text[])"
          + " as n(event_key, customer_no, gate_seq, outcome, reason, entries)"
          + " where e.tenant = $1 and e.environment = $2 and e.event_key = n.event_key";
  private static final String PAGE =
      "select "
          + COLUMNS
          + " from events where tenant = $1 and environment = $2 and customer_no = $3"
          + " and occurred_at >= $4 and occurred_at < $5 and gate_seq <= $6"
          + " and (occurred_at, event_key) > ($7, $8) order by occurred_at, event_key limit $9";
  private static final String SINCE =
      "select "
          + COLUMNS
          + " from events where tenant = $1 and environment = $2 and customer_no = $3"
          + " and gate_seq > $4 and gate_seq <= $5 and (gate_seq, event_key) > ($6, $7)"
          + " order by gate_seq, event_key limit $8";
  private static final String ORPHANS =
      "select "
          + COLUMNS
          + " from events where tenant = $1 and environment = $2 and external_customer_id = $3"
          + " and customer_no is null and outcome <> 4 order by occurred_at, event_key limit $4";
  private static final String OF_BATCH =
      "select "
          + COLUMNS
          + " from events where tenant = $1 and environment = $2 and customer_no = $3"
          + " and occurred_at >= $4 and batch_id = $5 order by event_key limit $6";
  private static final String NOT_RATED =
      "select "
          + COLUMNS
          + " from events where tenant = $1 and environment = $2 and outcome = 2"
          + " and ($3::bigint is null or customer_no = $3) and ($4::text is null or reason = $4)"
          + " and ($5::bytea is null or event_key > $5) order by event_key limit $6";

  private EventLog() {}

  /** Finds events by key. */
  public static Future<Map<EventKey, StoredEvent>> find(Tx tx, Collection<EventKey> keys) {
    Buffer[] sorted = keys.stream().sorted().map(EventLog::buffer).toArray(Buffer[]::new);
    return tx.run(FIND, scoped(tx).addArrayOfBuffer(sorted))
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
    return tx.run(
            OF_BATCH,
            scoped(tx)
                .addLong(customerNo.value())
                .addOffsetDateTime(Tx.at(since))
                .addUUID(batch.value())
                .addInteger(limit))
        .map(EventLog::list);
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
    return tx.run(readAt.isEmpty() ? INSERT : INSERT_READ, values)
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
        .addArrayOfString(positions.stream().map(TopicPosition::topicId).toArray(String[]::new))
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
    int n = receipts.size();
    Buffer[] keys = new Buffer[n];
    Long[] customers = new Long[n];
    Long[] seqs = new Long[n];
    Short[] outcomes = new Short[n];
    String[] reasons = new String[n];
    String[] entries = new String[n];
    for (int i = 0; i < n; i++) {
      RatedEvent rated = receipts.get(i).rated();
      keys[i] = buffer(rated.event().key());
      CustomerNo customer = rated.customerNo();
      customers[i] = customer == null ? null : customer.value();
      seqs[i] = receipts.get(i).gateSeq();
      outcomes[i] = (short) rated.outcome().number();
      reasons[i] = rated.reason();
      entries[i] = Entry.text(rated.entries());
    }
    return tx.run(
            UPDATE,
            scoped(tx)
                .addArrayOfBuffer(keys)
                .addArrayOfLong(customers)
                .addArrayOfLong(seqs)
                .addArrayOfShort(outcomes)
                .addArrayOfString(reasons)
                .addArrayOfString(entries))
        .mapEmpty();
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
    return tx.run(
            PAGE,
            scoped(tx)
                .addLong(customerNo.value())
                .addOffsetDateTime(Tx.at(from))
                .addOffsetDateTime(Tx.at(to))
                .addLong(upToSeq)
                .addOffsetDateTime(Tx.at(after.at()))
                .addBuffer(buffer(after.key()))
                .addInteger(limit))
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
            scoped(tx)
                .addLong(customerNo.value())
                .addLong(fromSeq)
                .addLong(toSeq)
                .addLong(after == null ? fromSeq : after.gateSeq())
                .addBuffer(buffer(after == null ? new EventKey(-1L, -1L) : after.event().key()))
                .addInteger(limit))
        .map(EventLog::list);
  }

  /** Returns events sent under an external id that nobody has had so far. */
  public static Future<List<StoredEvent>> orphans(Tx tx, String externalId, int limit) {
    return tx.run(ORPHANS, scoped(tx).addString(externalId).addInteger(limit)).map(EventLog::list);
  }

  /** Returns parked events by key. */
  public static Future<List<StoredEvent>> parked(
      Tx tx,
      @Nullable CustomerNo customerNo,
      @Nullable String reason,
      @Nullable EventKey after,
      int limit) {
    return tx.run(
            NOT_RATED,
            scoped(tx)
                .addLong(customerNo == null ? null : customerNo.value())
                .addString(reason)
                .addBuffer(after == null ? null : buffer(after))
                .addInteger(limit))
        .map(EventLog::list);
  }

  static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }

  static Buffer buffer(EventKey key) {
    return Buffer.buffer(key.bytes());
  }

  static List<StoredEvent> list(RowSet<Row> rows) {
    List<StoredEvent> events = new ArrayList<>(rows.size());
    rows.forEach(row -> events.add(fromRow(row, null)));
    return events;
  }

  private static @Nullable TopicPosition position(Row row) {
    String topicId = row.getString(15);
    return topicId == null ? null : new TopicPosition(topicId, row.getInteger(16), row.getLong(17));
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
