package io.pricewright.store.topic;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.id.TopicId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.testing.StoreScene;
import io.pricewright.store.topic.TopicOffsets.Move;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Offsets move by compare-and-set; what could not be read is kept. */
@ExtendWith(VertxExtension.class)
final class TopicOffsetsIT {
  private final TopicId topic = new TopicId(UUID.randomUUID().toString());
  private final StoreScene scene = new StoreScene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private <T> T run(Function<Tx, Future<T>> work) {
    return scene.in(ONE, work);
  }

  private Map<Integer, Long> begin(Map<Integer, Long> earliest) {
    return run(tx -> TopicOffsets.begin(tx, topic, new TreeMap<>(earliest)));
  }

  private void move(Map<Integer, Move> moves) {
    run(tx -> TopicOffsets.move(tx, topic, new TreeMap<>(moves)));
  }

  @Test
  void begin_ofAPartitionNeverRead_isWhereItIsTold_andLaterWhereItStands() {
    assertThat(begin(Map.of(0, 5L, 1, 0L))).isEqualTo(Map.of(0, 5L, 1, 0L));
    move(Map.of(0, new Move(5, 9)));
    assertThat(begin(Map.of(0, 7L, 2, 3L))).isEqualTo(Map.of(0, 9L, 2, 3L));
    Set<TopicId> known = run(TopicOffsets::topicIds);
    assertThat(known).contains(topic);
  }

  @Test
  void begin_ofAnotherTopic_knowsNothingOfThis() {
    begin(Map.of(0, 5L));
    Map<Integer, Long> other =
        run(tx -> TopicOffsets.begin(tx, new TopicId("another"), new TreeMap<>(Map.of(0, 1L))));
    assertThat(other).isEqualTo(Map.of(0, 1L));
  }

  @Test
  void move_fromElsewhere_isRefused_andMovesNothing() {
    begin(Map.of(0, 0L, 1, 0L));
    assertThatThrownBy(() -> move(Map.of(0, new Move(0, 4), 1, new Move(2, 4))))
        .isInstanceOf(TopicOffsets.MovedException.class)
        .hasMessageContaining("partition 1 away from offset 2");
    assertThat(begin(Map.of(0, 0L, 1, 0L))).isEqualTo(Map.of(0, 0L, 1, 0L));
  }

  @Test
  void move_toWhereItIs_isTakenAsDone() {
    begin(Map.of(0, 0L));
    move(Map.of(0, new Move(0, 4)));
    move(Map.of(0, new Move(0, 4)));
    assertThat(begin(Map.of(0, 0L))).isEqualTo(Map.of(0, 4L));
  }

  @Test
  void move_ofAPartitionThatWasNeverBegun_isRefused() {
    assertThatThrownBy(() -> move(Map.of(3, new Move(0, 1))))
        .isInstanceOf(TopicOffsets.MovedException.class);
  }

  @Test
  void move_byTwoAtOnce_isDoneByOne(VertxTestContext context) {
    begin(Map.of(0, 0L));
    Promise<Void> held = Promise.promise();
    Promise<Void> release = Promise.promise();
    TreeMap<Integer, Move> here = new TreeMap<>(Map.of(0, new Move(0, 4)));
    TreeMap<Integer, Move> there = new TreeMap<>(Map.of(0, new Move(0, 7)));
    Future<Void> first =
        scene.begin(
            ONE,
            tx ->
                TopicOffsets.move(tx, topic, here)
                    .onSuccess(moved -> held.complete())
                    .compose(moved -> release.future()));
    held.future().await();
    Future<Void> second = scene.begin(ONE, tx -> TopicOffsets.move(tx, topic, there));
    release.complete();
    first
        .compose(done -> second)
        .onComplete(
            context.failing(
                moved ->
                    context.verify(
                        () -> {
                          assertThat(moved).isInstanceOf(TopicOffsets.MovedException.class);
                          context.completeNow();
                        })));
  }

  @Test
  void records_thatCouldNotBeUsed_areKeptOnceAndCutOff() {
    Buffer huge = Buffer.buffer(new byte[RejectedRecords.MOST_BYTES + 1]);
    List<RejectedRecords.Rejected> rejected =
        List.of(
            new RejectedRecords.Rejected(
                new TopicPosition(topic, 0, 7), "not JSON", Buffer.buffer("x")),
            new RejectedRecords.Rejected(new TopicPosition(topic, 1, 7), "too long", huge));
    run(tx -> RejectedRecords.keep(tx, rejected, T0));
    run(tx -> RejectedRecords.keep(tx, rejected, T0.plusSeconds(1)));
    run(tx -> RejectedRecords.keep(tx, List.of(), T0));
    assertThat(kept("true")).isEqualTo(2);
    assertThat(kept("reason = 'not JSON' and topic_partition = 0")).isOne();
    assertThat(kept("length(record) = " + RejectedRecords.MOST_BYTES)).isOne();
  }

  private long kept(String where) {
    return scene.number(
        ONE,
        "select count(*) from rejected_records where topic_id = '%s' and %s"
            .formatted(topic, where));
  }
}
