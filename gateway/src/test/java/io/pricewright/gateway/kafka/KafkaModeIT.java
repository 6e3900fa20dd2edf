package io.pricewright.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Rows;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestKafka;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.store.embedded.StoreAddresses;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(400)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaModeIT {
  private static final int QUEUE = 100;
  private static final Duration SOON = Duration.ofMinutes(2);

  private final TestKafka kafka = TestKafka.start();

  /** A node, its tenant, and the topic it reads. */
  private record House(TestNode node, Scene scene, String topic) implements AutoCloseable {
    long number(String sql) {
      return node.rows.number(sql);
    }

    long stored() {
      return number("select count(*) from events");
    }

    void untilStored(long events) {
      Waiting.until(events + " stored", SOON, () -> stored() >= events);
    }

    void untilFault() {
      Waiting.until("a fault", () -> node.fault() != null);
    }

    @Override
    public void close() {
      node.close();
    }
  }

  private static House house(TestKafka kafka, String topic, int customers) {
    TestNode node =
        TestNode.start(
            TestSettings.DEFAULT
                .kafka(kafka.servers(), topic)
                .with("PRICEWRIGHT_QUEUE", Integer.toString(QUEUE))
                .with("PRICEWRIGHT_KAFKA_SESSION_MS", "6000"));
    return new House(node, Billed.subscribe(node.tenant(), customers), topic);
  }

  private House house(String topic) {
    return house(kafka, topic, 3);
  }

  @SuppressWarnings("NullAway.Init")
  private House house;

  @BeforeAll
  void open() {
    house = house("events");
  }

  @AfterAll
  void close() {
    house.close();
    kafka.close();
  }

  private void produce(String topic, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.servers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var _ =
          producer
              .send(new ProducerRecord<>(topic, new byte[] {1}, value))
              .get(120, TimeUnit.SECONDS);
    }
  }

  @Test
  void event_queued_hasNoPriceAndAReceiptLater() {
    long before = house.stored();
    Reply unknown = house.scene().get("/v1/events/never-sent/receipt");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("code")).isEqualTo("not_rated_yet");
    Reply reply = house.scene().post("/v1/events", Billed.event("q-1", "c-0", 7).json());
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    assertThat(reply.text("status")).isEqualTo("queued");
    assertThat(reply.json().fields()).doesNotContainKeys("amount", "currency", "reason");
    house.untilStored(before + 1);
    Reply receipt = house.scene().get("/v1/events/q-1/receipt");
    assertThat(receipt.status()).isEqualTo(200);
    assertThat(receipt.text("status")).isEqualTo("accepted");
    assertThat(new BigDecimal(receipt.text("amount"))).isEqualByComparingTo("0.014");
    assertThat(receipt.text("timestamp")).isEqualTo(receipt.text("ingested_at"));
  }

  @Test
  void event_sentAgain_isStoredOnceAndKeepsItsFirstReceipt() {
    long before = house.stored();
    for (int n : new int[] {5, 5, 9}) {
      house.scene().post("/v1/events", Billed.event("again", "c-1", n).json());
    }
    Reply last = house.scene().post("/v1/events", Billed.event("after", "c-1", 1).json());
    assertThat(last.status()).isEqualTo(202);
    Waiting.until(
        "the event behind them is rated",
        SOON,
        () -> house.scene().get("/v1/events/after/receipt").status() == 200);
    assertThat(house.stored()).isEqualTo(before + 2);
    assertThat(new BigDecimal(house.scene().get("/v1/events/again/receipt").text("amount")))
        .isEqualByComparingTo("0.010");
  }

  @Test
  void record_undecodable_isKeptAsideAndBlocksNothing() throws Exception {
    long before = house.stored();
    long rejected = house.number("select count(*) from rejected_records");
    produce("events", "not json".getBytes(StandardCharsets.UTF_8));
    produce("events", new byte[] {(byte) 0xff, 0});
    produce("events", "{\"tenant\":0}".getBytes(StandardCharsets.UTF_8));
    produce("events", new byte[200_000]);
    produce(
        "events",
        """
        {"tenant":999999,"environment":999999,"ingested_at":"2026-01-01T00:00:00Z","event_id":"x",
         "event_name":"x","external_customer_id":"x","properties":{}}\
        """
            .getBytes(StandardCharsets.UTF_8));
    List<Event> behind =
        IntStream.range(0, 50).mapToObj(i -> Billed.event("u-" + i, "c-" + i % 3, 1)).toList();
    assertThat(house.scene().post("/v1/events/bulk", Event.bulk(behind)).status()).isEqualTo(202);
    house.untilStored(before + 50);
    Waiting.until(
        "5 rejected",
        SOON,
        () -> house.number("select count(*) from rejected_records") == rejected + 5);
    assertThat(house.number("select max(length(record)) from rejected_records")).isEqualTo(65536);
    assertThat(house.node().fault()).isNull();
  }

  @Test
  void request_aboveTheQueue_is503() {
    List<Event> many =
        IntStream.rangeClosed(0, QUEUE).mapToObj(i -> Billed.event("m-" + i, "c-0", 1)).toList();
    assertThat(house.scene().post("/v1/events/bulk", Event.bulk(many)).status()).isEqualTo(503);
    assertThat(house.number("select count(*) from events where event_id like 'm-%'")).isZero();
  }

  @Test
  void topic_madeAgain_stopsTheReaderWithAFault() throws Exception {
    try (House other = house("made-again")) {
      other.scene().send(Billed.event("e", "c-0", 1));
      other.untilStored(1);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.servers()))) {
        admin.deleteTopics(List.of(other.topic())).all().get(120, TimeUnit.SECONDS);
      }
      Thread.sleep(1_000);
      new EventTopic(kafka.servers(), other.topic(), Duration.ofSeconds(6)).ensure();
      other.untilFault();
      assertThat(other.node().fault()).contains("made again");
    }
  }

  @Test
  void offset_outOfRange_stopsTheReaderWithAFault() throws SQLException {
    try (House other = house("cut")) {
      other.scene().send(Billed.event("e", "c-0", 1));
      other.untilStored(1);
      assertThat(update(other.node().stores, "update topic_offsets set next_offset = 1000"))
          .isEqualTo(EventTopic.PARTITIONS);
      other.scene().send(Billed.event("e2", "c-0", 1));
      other.untilFault();
      assertThat(other.node().fault()).contains("no longer has the next record");
      assertThat(other.stored()).isOne();
    }
  }

  @Test
  void brokers_gone_is503AndNeverQueued() {
    try (TestKafka own = TestKafka.start();
        House other = house(own, "events", 1)) {
      String event = Billed.event("o-1", "c-0", 1).json();
      own.kill();
      Reply refused = other.scene().post("/v1/events", event);
      assertThat(refused.status()).as(refused.body()).isEqualTo(503);
      assertThat(refused.text("code")).isEqualTo("service_unavailable");
      own.restart();
      Waiting.until(
          "queued after the outage",
          SOON,
          () -> other.scene().post("/v1/events", event).status() == 202);
      Waiting.until(
          "rated after the outage",
          SOON,
          () -> other.scene().get("/v1/events/o-1/receipt").status() == 200);
      assertThat(other.node().rows.decimal("select sum(amount) from charges"))
          .isEqualByComparingTo(Billed.UNIT);
    }
  }

  /** Changes rows as the owner, and returns how many. */
  private static int update(StoreAddresses stores, String sql) throws SQLException {
    try (Connection connection = Rows.connect(stores.owner());
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
