package io.pricewright.store.topic;

import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table of the offsets up to which partitions are rated. */
public final class TopicOffsets {
  private static final String IDS = "select distinct topic_id from topic_offsets";
  private static final String BEGIN =
      "insert into topic_offsets (topic_id, topic_partition, next_offset) values ($1, $2, $3)"
          + " on conflict do nothing";
  private static final String READ =
      "select topic_partition, next_offset from topic_offsets where topic_id = $1"
          + " and topic_partition = any($2)";
  private static final String MOVE =
      "update topic_offsets set next_offset = $4 where topic_id = $1 and topic_partition = $2"
          + " and next_offset = $3";

  private TopicOffsets() {}

  /** From where to where a partition moves. */
  public record Move(long from, long to) {}

  /** Says that another consumer has moved an offset: roll back, and read on from the stored one. */
  public static final class MovedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MovedException(TopicPosition expected) {
      super(
          "another consumer moved partition %d away from offset %d"
              .formatted(expected.partition(), expected.offset()),
          null,
          false,
          false);
    }
  }

  /** Returns the ids of all topics that were ever read. */
  public static Future<Set<String>> topicIds(Tx tx) {
    return tx.run(IDS, Tuple.tuple())
        .map(
            rows -> {
              Set<String> ids = new HashSet<>();
              rows.forEach(row -> ids.add(row.getString(0)));
              return ids;
            });
  }

  /**
   * Returns the next offset of each partition; one that was never read begins where it is told to.
   *
   * @param earliest the first offset of each partition
   */
  public static Future<Map<Integer, Long>> begin(
      Tx tx, String topicId, SortedMap<Integer, Long> earliest) {
    earliest.forEach((partition, offset) -> tx.run(BEGIN, Tuple.of(topicId, partition, offset)));
    return tx.run(
            READ, Tuple.of(topicId).addArrayOfInteger(earliest.keySet().toArray(Integer[]::new)))
        .map(
            rows -> {
              Map<Integer, Long> next = new TreeMap<>();
              rows.forEach(row -> next.put(row.getInteger(0), row.getLong(1)));
              return next;
            });
  }

  /**
   * Moves offsets by compare-and-set; fails with {@link MovedException} if one is not where it was.
   * An offset that is already where it should go is taken as moved by an earlier attempt whose
   * commit was not answered.
   */
  public static Future<Void> move(Tx tx, String topicId, SortedMap<Integer, Move> moves) {
    Future<Void> done = Future.succeededFuture();
    for (Map.Entry<Integer, Move> move : moves.entrySet()) {
      done = done.compose(before -> move(tx, topicId, move.getKey(), move.getValue()));
    }
    return done;
  }

  private static Future<Void> move(Tx tx, String topicId, int partition, Move move) {
    return tx.run(MOVE, Tuple.of(topicId, partition, move.from(), move.to()))
        .compose(
            updated ->
                updated.rowCount() == 1
                    ? Future.succeededFuture()
                    : tx.run(READ, Tuple.of(topicId).addArrayOfInteger(new Integer[] {partition}))
                        .map(
                            rows -> {
                              if (rows.size() == 0
                                  || rows.iterator().next().getLong(1) != move.to()) {
                                throw new MovedException(
                                    new TopicPosition(topicId, partition, move.from()));
                              }
                              return null;
                            }));
  }
}
