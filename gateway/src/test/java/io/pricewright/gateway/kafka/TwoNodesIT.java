package io.pricewright.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.gateway.testing.TestKafka;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two nodes rate one topic while one of them is paused beyond its place in the group and the other
 * is killed: every event is stored once, rated once, and none is taken for a duplicate.
 */
@Timeout(240)
final class TwoNodesIT {
  private static final int EVENTS = 3_000;
  private static final int CUSTOMERS = 20;
  private static final int BULK = 50;
  private static final Map<String, String> SHORT_SESSION =
      Map.of("PRICEWRIGHT_KAFKA_SESSION_MS", "2000");

  private final StoreAddresses stores = TestStores.freshDatabase();

  @Test
  void nodes_pausedAndKilled_rateEveryEventOnce() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "nodes-");
    try (TestKafka kafka = TestKafka.start();
        NodeProcess paused = node(kafka, data, "paused");
        NodeProcess killed = node(kafka, data, "killed")) {
      Billed billed = new Billed(stores, Files.readString(data.resolve("api-key")).strip());
      billed.subscribe(paused.port(), CUSTOMERS);

      try (HeldOffsets held = HeldOffsets.hold(stores, billed)) {
        for (int from = 0; from < EVENTS / 2; from += BULK) {
          send(billed, from / BULK % 2 == 0 ? paused : killed, from);
        }
        held.untilWaiting(2);
        paused.pause();
      }
      for (int from = EVENTS / 2; from < EVENTS - 500; from += BULK) {
        send(billed, killed, from);
      }
      Billed.until("the other took over", 90, () -> stored(billed) == EVENTS - 500);
      allMoved(billed, EVENTS - 500);
      paused.resume();
      for (int from = EVENTS - 500; from < EVENTS; from += BULK) {
        send(billed, killed, from);
      }
      killed.kill();
      try (NodeProcess again = node(kafka, data, "again")) {
        Billed.until("all are stored", 90, () -> stored(billed) >= EVENTS);
        allMoved(billed, EVENTS);
        assertOnce(billed);
        assertThat(paused.said()).containsAnyOf("rolled back", "was not rated");
        for (NodeProcess node : List.of(paused, killed, again)) {
          assertThat(node.said()).doesNotContain("duplicates,").doesNotContain("rates no more");
        }
        // The nodes do say so when an event is a duplicate.
        send(billed, again, 0);
        Billed.until(
            "the duplicates are reported",
            30,
            () -> (paused.said() + again.said()).contains("duplicates,"));
        assertOnce(billed);
      }
    }
  }

  private NodeProcess node(TestKafka kafka, Path data, String name) {
    return NodeProcess.start(stores, kafka.servers(), data, name, SHORT_SESSION);
  }

  private static void send(Billed billed, NodeProcess node, int from) {
    List<String> events = new ArrayList<>();
    for (int i = from; i < from + BULK; i++) {
      events.add(Billed.event("e-" + i, "c-" + i % CUSTOMERS, i));
    }
    Billed.Reply reply = billed.post(node.port(), "/v1/events/bulk", Billed.bulk(events));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
    assertThat(reply.text("queued")).isEqualTo(Integer.toString(BULK));
  }

  private static int stored(Billed billed) {
    return billed.number("select count(*) from events").intValue();
  }

  /** Offsets move with the last of a poll's transactions, so all are at the end of the topic. */
  private static void allMoved(Billed billed, int events) {
    Billed.until(
        "all offsets are moved",
        30,
        () -> billed.number("select sum(next_offset) from topic_offsets").intValue() == events);
  }

  private static void assertOnce(Billed billed) {
    assertThat(stored(billed)).isEqualTo(EVENTS);
    assertThat(billed.number("select count(*) from events where outcome = 1"))
        .isEqualByComparingTo(BigDecimal.valueOf(EVENTS));
    assertThat(
            billed.number(
                "select count(distinct (topic_id, topic_partition, topic_offset)) from events"))
        .isEqualByComparingTo(BigDecimal.valueOf(EVENTS));
    BigDecimal units = BigDecimal.valueOf((long) EVENTS * (EVENTS - 1) / 2);
    assertThat(billed.number("select sum(amount) from charges"))
        .isEqualByComparingTo(units.multiply(Billed.UNIT));
    assertThat(billed.number("select sum(events) from charges"))
        .isEqualByComparingTo(BigDecimal.valueOf(EVENTS));
    assertThat(billed.number("select count(*) from rejected_records")).isEqualByComparingTo("0");
  }
}
