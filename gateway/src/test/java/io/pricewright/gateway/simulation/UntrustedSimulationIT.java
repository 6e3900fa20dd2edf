package io.pricewright.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.hostile.HostileScript;
import io.pricewright.rules.script.hostile.HostileScripts;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What nobody vouches for: texts of scripts that are not published, and large files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UntrustedSimulationIT {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-20T00:00:00Z"), ZoneOffset.UTC);
  private static final int ROWS = Integer.getInteger("pricewright.rows", 20_000);
  private static final int PART = 8 << 20;
  private static final Set<String> HOSTILE =
      Set.of(
          "001-while-true",
          "037-deep-array-text",
          "056-hoard-strings",
          "078-string-repeat",
          "087-split-quadratic",
          "271-source-blocks");

  private final TestNode node = TestNode.start(TestSettings.DEFAULT, NOW);
  private final Scene scene = node.tenant();
  private final String price = scene.sell("e", Terms.flat("0.1")).price();

  @BeforeAll
  void open() {
    scene.subscriber("c");
    send("first", "10");
  }

  @AfterAll
  void close() {
    node.close();
  }

  private void send(String id, String quantity) {
    scene.send(Event.of(id, "e", "c").at("2026-01-05T00:00:00Z").n(quantity));
  }

  private Reply tried(Json.Obj candidate) {
    return scene.post(
        "/v1/simulations?wait=60",
        Json.Obj.EMPTY
            .with("price_id", Json.of(price))
            .with("from", Json.of("2026-01-01T00:00:00Z"))
            .with("to", Json.of("2026-02-01T00:00:00Z"))
            .with("candidate", candidate)
            .text());
  }

  private static Json.Obj draft(String source) {
    return Json.Obj.EMPTY.with("source", Json.of(source)).with("params", Json.Obj.EMPTY);
  }

  private static Json.Obj report(Reply reply) {
    assertThat(reply.text("status")).as(reply.body()).isEqualTo("done");
    return reply.inner("report");
  }

  private static String total(Json.Obj report, int variant) {
    return Parts.text(Parts.list(report, "variants").get(variant), "total");
  }

  private static final String TWICE =
      "export function price(usage) { return [{label: 'x', amount: usage.quantity.times('0.2')}];"
          + " }";

  /** 10 at 0.1 are 1, at 0.2 they are 2; the maximum is 1.5. */
  @Test
  void textOfAScript_isPricedWithoutBeingPublished() {
    long scripts = scene.number("select count(*) from scripts");
    Json.Obj found = report(tried(draft(TWICE)));
    assertThat(total(found, 0)).isEqualTo("1");
    assertThat(total(found, 1)).isEqualTo("2");
    assertThat(total(report(tried(draft(TWICE).with("maximum_amount", Json.of("1.5")))), 1))
        .isEqualTo("1.5");
    assertThat(scene.number("select count(*) from scripts")).isEqualTo(scripts);

    List<ProcessHandle> workers =
        ProcessHandle.current().descendants().filter(this::works).toList();
    assertThat(workers).isNotEmpty();
    workers.forEach(ProcessHandle::destroyForcibly);
    workers.forEach(worker -> worker.onExit().join());
    assertThat(total(report(tried(draft(TWICE))), 1)).isEqualTo("2");
  }

  private boolean works(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("WorkerMain");
  }

  @Test
  void textThatIsNoScript_isRefusedWhereItStands() {
    Reply wrong = tried(draft("export function price() {\n  for (;; }"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("/candidate/source", "line 2");
    Reply both = tried(draft(TWICE).with("script", Json.Obj.EMPTY.with("name", Json.of("flat"))));
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.body()).contains("Give either script, or the source of one.");
    assertThat(tried(draft("'use library';\nexport const a = 1;")).status()).isEqualTo(400);
  }

  @Test
  void hostileText_costsItsSimulation_andTheServerServes() {
    long slowest = 0;
    for (HostileScript script : HostileScripts.all()) {
      if (!HOSTILE.contains(script.name())) {
        continue;
      }
      Reply[] reply = new Reply[1];
      Thread asking = Thread.ofVirtual().start(() -> reply[0] = tried(draft(script.source())));
      for (int i = 0; asking.isAlive(); i++) {
        long begun = System.currentTimeMillis();
        send(script.name() + i, "0");
        slowest = Math.max(slowest, System.currentTimeMillis() - begun);
        Blocking.pause(20);
      }
      Reply ended = reply[0];
      assertThat(ended.status()).as(script.name() + ended.body()).isIn(200, 400);
      if (ended.status() == 200) {
        Json.Obj found = report(ended);
        assertThat(total(found, 0)).as(script.name()).isEqualTo("1");
        assertThat(found.get("error_count")).as(script.name()).isNotEqualTo(Json.of(0));
      }
    }
    System.out.printf("slowest event beside hostile drafts: %d ms%n", slowest);
    assertThat(total(report(tried(draft(TWICE))), 1)).isEqualTo("2");
  }

  /** Every thousandth row is bad, in one of four ways; all others count 1 at 0.1. */
  @Test
  void fileOfManyRows_tellsEveryBadOne_andPricesTheRest() {
    String file =
        scene.made("/v1/simulations/files", "{\"format\":\"csv\",\"name\":\"large.csv\"}");
    Map<Long, String> bad = new TreeMap<>();
    upload(file, bad);
    Runtime.getRuntime().gc();
    Instant begun = Instant.now();
    Reply reply =
        scene.post(
            "/v1/simulations?wait=60",
            "{\"price_id\":\"%s\",\"file_id\":\"%s\",\"candidate\":{\"script\":{\"name\":\"flat\"},\"params\":{\"amount\":\"0.2\"}}}"
                .formatted(price, file));
    String id = reply.text("id");
    while (reply.text("status").equals("running")) {
      Blocking.pause(500);
      reply = scene.get("/v1/simulations/" + id);
    }
    Json.Obj found = report(reply);
    System.out.printf(
        "%,d rows, %,d bad: %s, at most %,d MiB of heap after a collection%n",
        ROWS, bad.size(), Duration.between(begun, Instant.now()), collected() >> 20);
    assertThat(found.get("rows")).isEqualTo(Json.of(ROWS));
    assertThat(found.get("bad_row_count")).isEqualTo(Json.of(bad.size()));
    Map<Long, String> told = new TreeMap<>();
    for (Json item : Parts.array(found, "bad_rows")) {
      Json.Obj row = (Json.Obj) item;
      told.put(
          ((Json.Num) java.util.Objects.requireNonNull(row.get("row"))).value().longValueExact(),
          String.valueOf(row.string("reason")));
    }
    assertThat(told).isEqualTo(bad);
    BigDecimal good = BigDecimal.valueOf(ROWS - bad.size());
    assertThat(total(found, 0)).isEqualTo(plain(good.multiply(new BigDecimal("0.1"))));
    assertThat(total(found, 1)).isEqualTo(plain(good.multiply(new BigDecimal("0.2"))));
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private static long collected() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(java.util.Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  private void upload(String file, Map<Long, String> bad) {
    StringBuilder rows =
        new StringBuilder("event_id,event_name,external_customer_id,timestamp,n\n");
    List<String> wrong =
        List.of(
            "w%d,e,f%d,yesterday,1|not_a_time",
            "w%d,e,f%d|wrong_number_of_fields",
            "w%d,,f%d,2026-01-05T00:00:00Z,1|required",
            "r1,e,f%2$d,2026-01-05T00:00:00Z,1|duplicate");
    int part = 0;
    for (int row = 1; row <= ROWS; row++) {
      if (row % 1_000 == 0) {
        String[] way = wrong.get(row / 1_000 % wrong.size()).split("\\|", -1);
        rows.append(way[0].formatted(row, row % 1_000)).append('\n');
        bad.put(row + 1L, way[1]);
      } else {
        rows.append("r%d,e,f%d,2026-01-05T00:00:00Z,1\n".formatted(row, row % 1_000));
      }
      if (rows.length() > PART || row == ROWS) {
        byte[] body = rows.toString().getBytes(StandardCharsets.UTF_8);
        String path = "/v1/simulations/files/%s/parts/%d".formatted(file, ++part);
        assertThat(scene.api.send("PUT", path, body).status()).isEqualTo(200);
        rows.setLength(0);
      }
    }
  }

  @Test
  void moreBadRows_thanAreListed_areCounted() {
    String file = scene.made("/v1/simulations/files", "{\"format\":\"ndjson\"}");
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 10_100; i++) {
      rows.add("{");
    }
    scene.api.send(
        "PUT",
        "/v1/simulations/files/" + file + "/parts/1",
        String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
    Json.Obj found =
        report(
            scene.post(
                "/v1/simulations?wait=60",
                "{\"price_id\":\"%s\",\"file_id\":\"%s\",\"candidate\":{\"script\":{\"name\":\"flat\"},\"params\":{\"amount\":\"0.2\"}}}"
                    .formatted(price, file)));
    assertThat(found.get("bad_row_count")).isEqualTo(Json.of(10_100));
    assertThat(Parts.array(found, "bad_rows")).hasSize(10_000);
  }
}
