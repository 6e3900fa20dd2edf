package io.pricewright.store.event;

import static io.pricewright.store.database.Sql.rows;
import static io.pricewright.store.jooq.tables.Events.EVENTS;
import static org.jooq.impl.DSL.row;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.TopicId;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.rating.Entry;
import io.pricewright.store.topic.TopicPosition;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What is read of an event's row, in order, and the events of such rows. */
final class EventRows {
  static final Field<?>[] COLUMNS = {
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
  static final Field<?>[] WITH_POSITION =
      Stream.concat(
              Stream.of(COLUMNS),
              Stream.of(EVENTS.TOPIC_ID, EVENTS.TOPIC_PARTITION, EVENTS.TOPIC_OFFSET))
          .toArray(Field<?>[]::new);

  private EventRows() {}

  /** Reads rows of {@link #COLUMNS}. */
  static List<StoredEvent> list(RowSet<Row> rows) {
    List<StoredEvent> events = new ArrayList<>(rows.size());
    rows.forEach(row -> events.add(fromRow(row, null)));
    return events;
  }

  /** Reads a row of {@link #WITH_POSITION}. */
  static StoredEvent withPosition(Row row) {
    return fromRow(row, position(row));
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
            new EventId(row.getString(1)),
            EventKey.fromBytes(row.getBuffer(2).getBytes()),
            row.getString(3),
            new ExternalId(row.getString(4)),
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
