package io.pricewright.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.Server;
import io.pricewright.gateway.Settings;
import io.pricewright.gateway.testing.TestKafka;
import io.pricewright.gateway.testing.TestWorkers;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
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

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaModeIT {
  private static final int QUEUE = 100;

  private final TestKafka kafka = TestKafka.start();

  /** A node, its tenant, and the topic it reads. */
  private record House(Server server, Billed billed, String topic) implements AutoCloseable {
    int port() {
      return server.port();
    }

    BigDecimal stored() {
      return billed.number("select count(*) from events");
    }

    void untilStored(int events) {
      Billed.until(events + " stored", 30, () -> stored().intValue() >= events);
    }

    @Override
    public void close() {
      server.close();
    }
  }

  private House house(String topic) {
    StoreAddresses stores = TestStores.freshDatabase();
    Settings settings =
        new Settings(
            0,
            Path.of("target"),
            stores.app(),
            stores.owner(),
            stores.redisUri(),
            kafka.servers(),
            topic,
            null,
            null,
            false,
            8,
            2,
            QUEUE,
            6_000,
            1_000,
            false);
    Server server = Server.start(settings, Clock.systemUTC(), TestWorkers.SHARED);
    Billed billed = new Billed(stores, server.createTenant("Acme", "production").apiKey());
    billed.subscribe(server.port(), 3);
    return new House(server, billed, topic);
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
              .get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void event_queued_hasNoPriceAndAReceiptLater() {
    int before = house.stored().intValue();
    Billed.Reply unknown = house.billed().get(house.port(), "/v1/events/never-sent/receipt");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("code")).isEqualTo("not_rated_yet");
    Billed.Reply reply =
        house.billed().post(house.port(), "/v1/events", Billed.event("q-1", "c-0", 7));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
    assertThat(reply.text("status")).isEqualTo("queued");
    assertThat(reply.body().fields()).doesNotContainKeys("amount", "currency", "reason");
    house.untilStored(before + 1);
    Billed.Reply receipt = house.billed().get(house.port(), "/v1/events/q-1/receipt");
    assertThat(receipt.status()).isEqualTo(200);
    assertThat(receipt.text("status")).isEqualTo("accepted");
    assertThat(new BigDecimal(receipt.text("amount"))).isEqualByComparingTo("0.014");
    assertThat(receipt.text("timestamp")).isEqualTo(receipt.text("ingested_at"));
  }

  @Test
  void event_sentAgain_isStoredOnceAndKeepsItsFirstReceipt() {
    int before = house.stored().intValue();
    for (int n : new int[] {5, 5, 9}) {
      house.billed().post(house.port(), "/v1/events", Billed.event("again", "c-1", n));
    }
    Billed.Reply last =
        house.billed().post(house.port(), "/v1/events", Billed.event("after", "c-1", 1));
    assertThat(last.status()).isEqualTo(202);
    Billed.until(
        "the event behind them is rated",
        30,
        () -> house.billed().get(house.port(), "/v1/events/after/receipt").status() == 200);
    assertThat(house.stored()).isEqualByComparingTo(BigDecimal.valueOf(before + 2));
    assertThat(
            new BigDecimal(
                house.billed().get(house.port(), "/v1/events/again/receipt").text("amount")))
        .isEqualByComparingTo("0.010");
  }

  @Test
  void record_undecodable_isKeptAsideAndBlocksNothing() throws Exception {
    int before = house.stored().intValue();
    int rejected = house.billed().number("select count(*) from rejected_records").intValue();
    produce("events", "not json".getBytes(StandardCharsets.UTF_8));
    produce("events", new byte[] {(byte) 0xff, 0});
    produce("events", "{\"tenant\":0}".getBytes(StandardCharsets.UTF_8));
    produce("events", new byte[200_000]);
    produce(
        "events",
        """
        {"tenant":999999,"environment":999999,"ingested_at":"2026-01-01T00:00:00Z","event_id":"x",
         "event_name":"x","external_customer_id":"x","properties":{}}"""
            .getBytes(StandardCharsets.UTF_8));
    List<String> behind =
        IntStream.range(0, 50).mapToObj(i -> Billed.event("u-" + i, "c-" + i % 3, 1)).toList();
    assertThat(house.billed().post(house.port(), "/v1/events/bulk", Billed.bulk(behind)).status())
        .isEqualTo(202);
    house.untilStored(before + 50);
    Billed.until(
        "5 rejected",
        30,
        () ->
            house.billed().number("select count(*) from rejected_records").intValue()
                == rejected + 5);
    assertThat(house.billed().number("select max(length(record)) from rejected_records"))
        .isEqualByComparingTo("65536");
    assertThat(house.server().fault()).isNull();
  }

  @Test
  void request_aboveTheQueue_is503() {
    List<String> many =
        IntStream.rangeClosed(0, QUEUE).mapToObj(i -> Billed.event("m-" + i, "c-0", 1)).toList();
    assertThat(house.billed().post(house.port(), "/v1/events/bulk", Billed.bulk(many)).status())
        .isEqualTo(503);
    assertThat(house.billed().number("select count(*) from events where event_id like 'm-%'"))
        .isEqualByComparingTo("0");
  }

  @Test
  void topic_madeAgain_stopsTheReaderWithAFault() throws Exception {
    try (House other = house("made-again")) {
      other.billed().post(other.port(), "/v1/events", Billed.event("e", "c-0", 1));
      other.untilStored(1);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.servers()))) {
        admin.deleteTopics(List.of(other.topic())).all().get(20, TimeUnit.SECONDS);
      }
      Thread.sleep(1_000);
      new EventTopic(kafka.servers(), other.topic(), java.time.Duration.ofSeconds(6)).ensure();
      Billed.until("a fault", 60, () -> other.server().fault() != null);
      assertThat(other.server().fault()).contains("made again");
    }
  }

  @Test
  void offset_outOfRange_stopsTheReaderWithAFault() {
    try (House other = house("cut")) {
      other.billed().post(other.port(), "/v1/events", Billed.event("e", "c-0", 1));
      other.untilStored(1);
      assertThat(
              other
                  .billed()
                  .number(
                      "with moved as (update topic_offsets set next_offset = 1000 returning 1) select count(*) from moved"))
          .isEqualByComparingTo(BigDecimal.valueOf(EventTopic.PARTITIONS));
      other.billed().post(other.port(), "/v1/events", Billed.event("e2", "c-0", 1));
      Billed.until("a fault", 60, () -> other.server().fault() != null);
      assertThat(other.server().fault()).contains("no longer has the next record");
      assertThat(other.stored()).isEqualByComparingTo("1");
    }
  }

  @Test
  void brokers_gone_is503AndNeverQueued() {
    try (TestKafka own = TestKafka.start()) {
      StoreAddresses stores = TestStores.freshDatabase();
      Settings settings =
          new Settings(
              0,
              Path.of("target"),
              stores.app(),
              stores.owner(),
              stores.redisUri(),
              own.servers(),
              "events",
              null,
              null,
              false,
              8,
              2,
              QUEUE,
              6_000,
              1_000,
              false);
      try (Server server = Server.start(settings, Clock.systemUTC(), TestWorkers.SHARED)) {
        Billed billed = new Billed(stores, server.createTenant("Acme", "production").apiKey());
        billed.subscribe(server.port(), 1);
        own.kill();
        Billed.Reply refused =
            billed.post(server.port(), "/v1/events", Billed.event("o-1", "c-0", 1));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
        assertThat(refused.text("code")).isEqualTo("service_unavailable");
        own.restart();
        Billed.until(
            "queued after the outage",
            30,
            () ->
                billed.post(server.port(), "/v1/events", Billed.event("o-1", "c-0", 1)).status()
                    == 202);
        Billed.until(
            "rated after the outage",
            30,
            () -> billed.get(server.port(), "/v1/events/o-1/receipt").status() == 200);
        assertThat(billed.number("select sum(amount) from charges"))
            .isEqualByComparingTo(Billed.UNIT);
      }
    }
  }
}
