package io.pricewright.store.event;

import static io.pricewright.store.database.Sql.among;
import static io.pricewright.store.database.Sql.in;
import static io.pricewright.store.database.Sql.rows;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.Events.EVENTS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.row;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.topic.TopicPosition;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
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
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The table of events by their keys: finding, inserting, new receipts. */
public final class EventLog {
  private static final Statement FIND =
      statement(
          sql ->
              sql.select(EventRows.WITH_POSITION)
                  .from(EVENTS)
                  .where(in(EVENTS))
                  .and(among(1, EVENTS.EVENT_KEY)));
  // Their values are bound by hand, in the order of the columns: the way of every event.
  private static final Statement INSERT =
      statement(sql -> Sql.insert(sql, EVENTS, EventRows.COLUMNS));
  private static final Statement INSERT_READ =
      statement(sql -> Sql.insert(sql, EVENTS, EventRows.WITH_POSITION));
  private static final Statement UPDATE = update();

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
                    StoredEvent event = EventRows.withPosition(row);
                    found.put(event.event().key(), event);
                  });
              return found;
            });
  }

  /** Finds one event by its id. */
  public static Future<Optional<StoredEvent>> find(Tx tx, EventId eventId) {
    EventKey key = EventKey.of(eventId.value());
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
      ids[i] = event.id().value();
      bodies[i] = buffer(event.body());
      names[i] = event.name();
      externals[i] = event.externalCustomerId().value();
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

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }

  private static Buffer buffer(EventKey key) {
    return Buffer.buffer(key.bytes());
  }
}
