package io.pricewright.store.topic;

import static io.pricewright.store.database.Sql.among;
import static io.pricewright.store.database.Sql.arg;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.TopicOffsets.TOPIC_OFFSETS;

import io.pricewright.rules.id.TopicId;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table of the offsets up to which partitions are rated. */
public final class TopicOffsets {
  private static final Statement IDS =
      statement(sql -> sql.selectDistinct(TOPIC_OFFSETS.TOPIC_ID).from(TOPIC_OFFSETS));
  private static final Statement BEGIN =
      statement(
          sql ->
              sql.insertInto(
                      TOPIC_OFFSETS,
                      TOPIC_OFFSETS.TOPIC_ID,
                      TOPIC_OFFSETS.TOPIC_PARTITION,
                      TOPIC_OFFSETS.NEXT_OFFSET)
                  .values(
                      arg(1, TOPIC_OFFSETS.TOPIC_ID),
                      arg(2, TOPIC_OFFSETS.TOPIC_PARTITION),
                      arg(3, TOPIC_OFFSETS.NEXT_OFFSET))
                  .onConflictDoNothing());
  private static final Statement READ =
      statement(
          sql ->
              sql.select(TOPIC_OFFSETS.TOPIC_PARTITION, TOPIC_OFFSETS.NEXT_OFFSET)
                  .from(TOPIC_OFFSETS)
                  .where(TOPIC_OFFSETS.TOPIC_ID.eq(arg(1, TOPIC_OFFSETS.TOPIC_ID)))
                  .and(among(2, TOPIC_OFFSETS.TOPIC_PARTITION)));
  private static final Statement MOVE =
      statement(
          sql ->
              sql.update(TOPIC_OFFSETS)
                  .set(TOPIC_OFFSETS.NEXT_OFFSET, arg(4, TOPIC_OFFSETS.NEXT_OFFSET))
                  .where(TOPIC_OFFSETS.TOPIC_ID.eq(arg(1, TOPIC_OFFSETS.TOPIC_ID)))
                  .and(TOPIC_OFFSETS.TOPIC_PARTITION.eq(arg(2, TOPIC_OFFSETS.TOPIC_PARTITION)))
                  .and(TOPIC_OFFSETS.NEXT_OFFSET.eq(arg(3, TOPIC_OFFSETS.NEXT_OFFSET))));

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
  public static Future<Set<TopicId>> topicIds(Tx tx) {
    return tx.run(IDS)
        .map(
            rows -> {
              Set<TopicId> ids = new HashSet<>();
              rows.forEach(row -> ids.add(new TopicId(row.getString(0))));
              return ids;
            });
  }

  /**
   * Returns the next offset of each partition; one that was never read begins where it is told to.
   *
   * @param earliest the first offset of each partition
   */
  public static Future<Map<Integer, Long>> begin(
      Tx tx, TopicId topicId, SortedMap<Integer, Long> earliest) {
    earliest.forEach((partition, offset) -> tx.run(BEGIN, topicId, partition, offset));
    return tx.run(READ, topicId, earliest.keySet())
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
  public static Future<Void> move(Tx tx, TopicId topicId, SortedMap<Integer, Move> moves) {
    Future<Void> done = Future.succeededFuture();
    for (Map.Entry<Integer, Move> move : moves.entrySet()) {
      done = done.compose(before -> move(tx, topicId, move.getKey(), move.getValue()));
    }
    return done;
  }

  private static Future<Void> move(Tx tx, TopicId topicId, int partition, Move move) {
    return tx.run(MOVE, topicId, partition, move.from(), move.to())
        .compose(
            updated ->
                updated.rowCount() == 1
                    ? Future.succeededFuture()
                    : tx.run(READ, topicId, Set.of(partition))
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
