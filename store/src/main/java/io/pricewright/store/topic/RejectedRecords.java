package io.pricewright.store.topic;

import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** The table of records that could not be used: kept for people, in the way of nothing. */
public final class RejectedRecords {
  /** Most bytes kept of a record. */
  public static final int MOST_BYTES = 64 * 1024;

  private static final String INSERT =
      "insert into rejected_records (topic_id, topic_partition, topic_offset, reason, record,"
          + " rejected_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing";

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
                            Tuple.of(
                                one.at().topicId(),
                                one.at().partition(),
                                one.at().offset(),
                                one.reason(),
                                one.record(),
                                Tx.at(now))))
                .toList())
        .mapEmpty();
  }
}
