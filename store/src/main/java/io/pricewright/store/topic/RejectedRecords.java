package io.pricewright.store.topic;

import static io.pricewright.store.database.Sql.arg;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.RejectedRecords.REJECTED_RECORDS;

import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;

/** The table of records that could not be used: kept for people, in the way of nothing. */
public final class RejectedRecords {
  /** Most bytes kept of a record. */
  public static final int MOST_BYTES = 64 * 1024;

  private static final Statement INSERT =
      statement(
          sql ->
              sql.insertInto(
                      REJECTED_RECORDS,
                      REJECTED_RECORDS.TOPIC_ID,
                      REJECTED_RECORDS.TOPIC_PARTITION,
                      REJECTED_RECORDS.TOPIC_OFFSET,
                      REJECTED_RECORDS.REASON,
                      REJECTED_RECORDS.RECORD,
                      REJECTED_RECORDS.REJECTED_AT)
                  .values(
                      arg(1, REJECTED_RECORDS.TOPIC_ID),
                      arg(2, REJECTED_RECORDS.TOPIC_PARTITION),
                      arg(3, REJECTED_RECORDS.TOPIC_OFFSET),
                      arg(4, REJECTED_RECORDS.REASON),
                      arg(5, REJECTED_RECORDS.RECORD),
                      arg(6, REJECTED_RECORDS.REJECTED_AT))
                  .onConflictDoNothing());

  private RejectedRecords() {}

  /**
   * A record that could not be used.
   *
   * @param at where it lies
   * @param reason why
   * @param record its bytes, of which the first {@value #MOST_BYTES} are kept
   */
  public record Rejected(TopicPosition at, String reason, Buffer record) {
    public Rejected {
      record = record.length() > MOST_BYTES ? record.getBuffer(0, MOST_BYTES) : record;
    }
  }

  /** Keeps records; one that is kept already is left as it is. */
  public static Future<Void> keep(Tx tx, List<Rejected> rejected, Instant now) {
    return Future.join(
            rejected.stream()
                .map(
                    one ->
                        tx.run(
                            INSERT,
                            one.at().topicId(),
                            one.at().partition(),
                            one.at().offset(),
                            one.reason(),
                            one.record().getBytes(),
                            now))
                .toList())
        .mapEmpty();
  }
}
