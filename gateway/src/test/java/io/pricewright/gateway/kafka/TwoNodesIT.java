package io.pricewright.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Rows;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestKafka;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two nodes rate one topic while one of them is paused beyond its place in the group and the other
 * is killed: every event is stored once, rated once, and none is taken for a duplicate.
 */
@Timeout(600)
final class TwoNodesIT {
  private static final int EVENTS = 1_500;
  private static final int CUSTOMERS = 20;
  private static final int BULK = 50;
  private final StoreAddresses stores = TestStores.freshDatabase();
  private final Rows rows = Rows.ofAll(stores.owner());

  @Test
  void nodes_pausedAndKilled_rateEveryEventOnce() {
    Path data = NodeProcess.folder();
    try (TestKafka kafka = TestKafka.start();
        NodeProcess paused = node(kafka, data, "paused");
        NodeProcess killed = node(kafka, data, "killed")) {
      Scene scene = Billed.subscribe(Scene.of(paused.api(), rows), CUSTOMERS);
      String key = scene.api.key();

      try (HeldOffsets held = HeldOffsets.hold(stores, rows)) {
        for (int from = 0; from < EVENTS / 2; from += BULK) {
          send((from / BULK % 2 == 0 ? paused : killed).api(key), from);
        }
        held.untilWaiting(2);
        paused.pause();
      }
      for (int from = EVENTS / 2; from < EVENTS - 500; from += BULK) {
        send(killed.api(key), from);
      }
      Waiting.until("the other took over", Duration.ofMinutes(4), () -> stored() == EVENTS - 500);
      allMoved(EVENTS - 500);
      paused.resume();
      for (int from = EVENTS - 500; from < EVENTS; from += BULK) {
        send(killed.api(key), from);
      }
      killed.kill();
      try (NodeProcess again = node(kafka, data, "again")) {
        Waiting.until("all are stored", Duration.ofMinutes(4), () -> stored() >= EVENTS);
        allMoved(EVENTS);
        assertOnce();
        assertThat(paused.said()).containsAnyOf("rolled back", "was not rated");
        for (NodeProcess node : List.of(paused, killed, again)) {
          assertThat(node.said()).doesNotContain("duplicates,").doesNotContain("rates no more");
        }
        // The nodes do say so when an event is a duplicate.
        send(again.api(key), 0);
        Waiting.until(
            "the duplicates are reported",
            Duration.ofMinutes(2),
            () -> (paused.said() + again.said()).contains("duplicates,"));
        assertOnce();
      }
    }
  }

  private NodeProcess node(TestKafka kafka, Path data, String name) {
    TestSettings settings =
        TestSettings.DEFAULT
            .on(stores)
            .kafka(kafka.servers(), "pricewright.events")
            .with("PRICEWRIGHT_KAFKA_SESSION_MS", "2000");
    return NodeProcess.start(settings, data, name);
  }

  private static void send(Api api, int from) {
    List<Event> events = new ArrayList<>();
    for (int i = from; i < from + BULK; i++) {
      events.add(Billed.event("e-" + i, "c-" + i % CUSTOMERS, i));
    }
    Reply reply = api.post("/v1/events/bulk", Event.bulk(events)).is(202);
    assertThat(reply.text("queued")).isEqualTo(Integer.toString(BULK));
  }

  private long stored() {
    return rows.number("select count(*) from events");
  }

  /** Offsets move with the last of a poll's transactions, so all are at the end of the topic. */
  private void allMoved(int events) {
    Waiting.until(
        "all offsets are moved",
        Duration.ofMinutes(2),
        () -> rows.number("select sum(next_offset) from topic_offsets") == events);
  }

  private void assertOnce() {
    assertThat(stored()).isEqualTo(EVENTS);
    assertThat(rows.decimal("select count(*) from events where outcome = 1"))
        .isEqualByComparingTo(BigDecimal.valueOf(EVENTS));
    assertThat(
            rows.decimal(
                "select count(distinct (topic_id, topic_partition, topic_offset)) from events"))
        .isEqualByComparingTo(BigDecimal.valueOf(EVENTS));
    BigDecimal units = BigDecimal.valueOf((long) EVENTS * (EVENTS - 1) / 2);
    assertThat(rows.decimal("select sum(amount) from charges"))
        .isEqualByComparingTo(units.multiply(Billed.UNIT));
    assertThat(rows.decimal("select sum(events) from charges"))
        .isEqualByComparingTo(BigDecimal.valueOf(EVENTS));
    assertThat(rows.decimal("select count(*) from rejected_records")).isEqualByComparingTo("0");
  }
}
