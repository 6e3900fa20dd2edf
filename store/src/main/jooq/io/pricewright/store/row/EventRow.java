package io.pricewright.store.row;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.TopicId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Events;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code events}. */
public record EventRow(
    EventKey eventKey,
    EventId eventId,
    EventKey bodyHash,
    String eventName,
    ExternalId externalCustomerId,
    @Nullable CustomerNo customerNo,
    Instant occurredAt,
    Instant ingestedAt,
    @Nullable String source,
    String properties,
    Long gateSeq,
    BatchId batchId,
    Outcome outcome,
    @Nullable String reason,
    String entries,
    @Nullable TopicId topicId,
    @Nullable Integer topicPartition,
    @Nullable Long topicOffset,
    @Nullable EventId replaces) {
  /** {@code event_key}. */
  public static final Column<EventRow, EventKey> EVENT_KEY =
      Column.of(Events.EVENTS.EVENT_KEY, EventRow::eventKey);

  /** {@code event_id}. */
  public static final Column<EventRow, EventId> EVENT_ID =
      Column.of(Events.EVENTS.EVENT_ID, EventRow::eventId);

  /** {@code body_hash}. */
  public static final Column<EventRow, EventKey> BODY_HASH =
      Column.of(Events.EVENTS.BODY_HASH, EventRow::bodyHash);

  /** {@code event_name}. */
  public static final Column<EventRow, String> EVENT_NAME =
      Column.of(Events.EVENTS.EVENT_NAME, EventRow::eventName);

  /** {@code external_customer_id}. */
  public static final Column<EventRow, ExternalId> EXTERNAL_CUSTOMER_ID =
      Column.of(Events.EVENTS.EXTERNAL_CUSTOMER_ID, EventRow::externalCustomerId);

  /** {@code customer_no}. */
  public static final Column<EventRow, CustomerNo> CUSTOMER_NO =
      Column.of(Events.EVENTS.CUSTOMER_NO, EventRow::customerNo);

  /** {@code occurred_at}. */
  public static final Column<EventRow, Instant> OCCURRED_AT =
      Column.of(Events.EVENTS.OCCURRED_AT, EventRow::occurredAt);

  /** {@code ingested_at}. */
  public static final Column<EventRow, Instant> INGESTED_AT =
      Column.of(Events.EVENTS.INGESTED_AT, EventRow::ingestedAt);

  /** {@code source}. */
  public static final Column<EventRow, String> SOURCE =
      Column.of(Events.EVENTS.SOURCE, EventRow::source);

  /** {@code properties}. */
  public static final Column<EventRow, String> PROPERTIES =
      Column.of(Events.EVENTS.PROPERTIES, EventRow::properties);

  /** {@code gate_seq}. */
  public static final Column<EventRow, Long> GATE_SEQ =
      Column.of(Events.EVENTS.GATE_SEQ, EventRow::gateSeq);

  /** {@code batch_id}. */
  public static final Column<EventRow, BatchId> BATCH_ID =
      Column.of(Events.EVENTS.BATCH_ID, EventRow::batchId);

  /** {@code outcome}. */
  public static final Column<EventRow, Outcome> OUTCOME =
      Column.of(Events.EVENTS.OUTCOME, EventRow::outcome);

  /** {@code reason}. */
  public static final Column<EventRow, String> REASON =
      Column.of(Events.EVENTS.REASON, EventRow::reason);

  /** {@code entries}. */
  public static final Column<EventRow, String> ENTRIES =
      Column.of(Events.EVENTS.ENTRIES, EventRow::entries);

  /** {@code topic_id}. */
  public static final Column<EventRow, TopicId> TOPIC_ID =
      Column.of(Events.EVENTS.TOPIC_ID, EventRow::topicId);

  /** {@code topic_partition}. */
  public static final Column<EventRow, Integer> TOPIC_PARTITION =
      Column.of(Events.EVENTS.TOPIC_PARTITION, EventRow::topicPartition);

  /** {@code topic_offset}. */
  public static final Column<EventRow, Long> TOPIC_OFFSET =
      Column.of(Events.EVENTS.TOPIC_OFFSET, EventRow::topicOffset);

  /** {@code replaces}. */
  public static final Column<EventRow, EventId> REPLACES =
      Column.of(Events.EVENTS.REPLACES, EventRow::replaces);

  /** The everyday statements. */
  public static final Entity<EventRow> TABLE =
      Entity.of(
          Events.EVENTS,
          row -> read(row, 0),
          List.of(EVENT_KEY),
          List.of(
              EVENT_KEY,
              EVENT_ID,
              BODY_HASH,
              EVENT_NAME,
              EXTERNAL_CUSTOMER_ID,
              CUSTOMER_NO,
              OCCURRED_AT,
              INGESTED_AT,
              SOURCE,
              PROPERTIES,
              GATE_SEQ,
              BATCH_ID,
              OUTCOME,
              REASON,
              ENTRIES,
              TOPIC_ID,
              TOPIC_PARTITION,
              TOPIC_OFFSET,
              REPLACES));

  /** Reads a row whose columns begin at a position. */
  public static EventRow read(Row row, int at) {
    return new EventRow(
        EVENT_KEY.get(row, at + 0),
        EVENT_ID.get(row, at + 1),
        BODY_HASH.get(row, at + 2),
        EVENT_NAME.get(row, at + 3),
        EXTERNAL_CUSTOMER_ID.get(row, at + 4),
        CUSTOMER_NO.getOrNull(row, at + 5),
        OCCURRED_AT.get(row, at + 6),
        INGESTED_AT.get(row, at + 7),
        SOURCE.getOrNull(row, at + 8),
        PROPERTIES.get(row, at + 9),
        GATE_SEQ.get(row, at + 10),
        BATCH_ID.get(row, at + 11),
        OUTCOME.get(row, at + 12),
        REASON.getOrNull(row, at + 13),
        ENTRIES.get(row, at + 14),
        TOPIC_ID.getOrNull(row, at + 15),
        TOPIC_PARTITION.getOrNull(row, at + 16),
        TOPIC_OFFSET.getOrNull(row, at + 17),
        REPLACES.getOrNull(row, at + 18));
  }

  /** Returns the row with another event_key. */
  public EventRow withEventKey(EventKey eventKey) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another event_id. */
  public EventRow withEventId(EventId eventId) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another body_hash. */
  public EventRow withBodyHash(EventKey bodyHash) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another event_name. */
  public EventRow withEventName(String eventName) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another external_customer_id. */
  public EventRow withExternalCustomerId(ExternalId externalCustomerId) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another customer_no. */
  public EventRow withCustomerNo(@Nullable CustomerNo customerNo) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another occurred_at. */
  public EventRow withOccurredAt(Instant occurredAt) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another ingested_at. */
  public EventRow withIngestedAt(Instant ingestedAt) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another source. */
  public EventRow withSource(@Nullable String source) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another properties. */
  public EventRow withProperties(String properties) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another gate_seq. */
  public EventRow withGateSeq(Long gateSeq) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another batch_id. */
  public EventRow withBatchId(BatchId batchId) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another outcome. */
  public EventRow withOutcome(Outcome outcome) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another reason. */
  public EventRow withReason(@Nullable String reason) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another entries. */
  public EventRow withEntries(String entries) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another topic_id. */
  public EventRow withTopicId(@Nullable TopicId topicId) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another topic_partition. */
  public EventRow withTopicPartition(@Nullable Integer topicPartition) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another topic_offset. */
  public EventRow withTopicOffset(@Nullable Long topicOffset) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }

  /** Returns the row with another replaces. */
  public EventRow withReplaces(@Nullable EventId replaces) {
    return new EventRow(
        eventKey,
        eventId,
        bodyHash,
        eventName,
        externalCustomerId,
        customerNo,
        occurredAt,
        ingestedAt,
        source,
        properties,
        gateSeq,
        batchId,
        outcome,
        reason,
        entries,
        topicId,
        topicPartition,
        topicOffset,
        replaces);
  }
}
