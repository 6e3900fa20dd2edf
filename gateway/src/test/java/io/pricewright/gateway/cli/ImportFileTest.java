package io.pricewright.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
final class ImportFileTest {
  private static final ImportPlan PLAN =
      new ImportPlan(Path.of("a.csv"), "e", "c", "t", null, Map.of("n", "n"), "");

  private static CsvEvents events(int rows, int most) {
    StringBuilder text = new StringBuilder("t,n\n");
    for (int i = 0; i < rows; i++) {
      text.append("2026-01-01T00:00:00Z,").append(i).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return new CsvEvents(PLAN, new ByteArrayInputStream(bytes), most);
  }

  @Test
  void run_slowServer_hasAtMostFourRequestsUnderWay() throws Exception {
    AtomicInteger under = new AtomicInteger();
    AtomicInteger highest = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(ImportFile.IN_FLIGHT);
    BulkSender slow =
        body -> {
          highest.accumulateAndGet(under.incrementAndGet(), Math::max);
          all.countDown();
          assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
          Thread.sleep(20);
          under.decrementAndGet();
          return JsonReader.parseObject(
              "{\"accepted\":\"1000\",\"duplicate\":\"0\",\"parked\":\"1\",\"unmatched\":\"2\","
                  + "\"conflict\":\"0\"}");
        };
    ImportFile.Result result = new ImportFile(slow, totals -> {}).run(events(20_000, 100_000));
    assertThat(result.fault()).isNull();
    assertThat(result.totals()).isEqualTo(new ImportTotals(20_000, 0, 20, 40, 0, 0));
    assertThat(highest).hasValue(ImportFile.IN_FLIGHT);
  }

  @Test
  void run_serverCrashesInTheMiddle_nextRunStoresTheRestAndDoublesNothing() throws Exception {
    RecordingServer crashing =
        new RecordingServer(
            n -> n < 3 ? RecordingServer.Mood.WELL : RecordingServer.Mood.STORE_AND_CUT);
    ImportFile.Result first = run(crashing, 9_500);
    crashing.close();
    int before = crashing.stored.size();
    assertThat(first.fault()).hasMessageContaining("Import again when it is back");
    assertThat(first.totals().accepted()).isEqualTo(2_000);
    assertThat(first.totals().failed()).isPositive();
    assertThat(before).isBetween(3_000, 9_000);

    RecordingServer restarted =
        new RecordingServer(crashing.stored, n -> RecordingServer.Mood.WELL);
    ImportFile.Result second = run(restarted, 9_500);
    restarted.close();
    assertThat(second.fault()).isNull();
    assertThat(second.totals()).isEqualTo(new ImportTotals(9_500 - before, before, 0, 0, 0, 0));
    assertThat(restarted.stored).hasSize(9_500);
  }

  private static ImportFile.Result run(RecordingServer server, int rows) throws Exception {
    try (HttpBulkSender sender = new HttpBulkSender(server.url(), "k", 2, Duration.ofMillis(10))) {
      return new ImportFile(sender, totals -> {}).run(events(rows, 100_000));
    }
  }

  @Test
  void run_strangeAnswer_isSaidAndCountsAsFailed() throws Exception {
    BulkSender strange = body -> JsonReader.parseObject("{\"message\":\"hello\"}");
    ImportFile.Result result = new ImportFile(strange, totals -> {}).run(events(10, 100));
    assertThat(result.totals().failed()).isEqualTo(10);
    assertThat(result.fault()).hasMessageContaining("Is it Pricewright?");
  }

  @Test
  void next_moreDistinctRowsThanFit_isRefused() {
    CsvEvents events = events(11, 10);
    for (int i = 0; i < 10; i++) {
      assertThat(events.next()).isNotNull();
    }
    assertThatThrownBy(events::next).hasMessageContaining("more than 10 distinct rows");
  }

  @Test
  void send_serverThatStaysAway_endsAfterItsAttempts() throws Exception {
    RecordingServer busy = new RecordingServer(n -> RecordingServer.Mood.BUSY);
    String url = busy.url();
    try (busy;
        HttpBulkSender sender = new HttpBulkSender(url, "k", 3, Duration.ofMillis(10))) {
      assertThatThrownBy(() -> sender.send("{\"events\":[]}"))
          .hasMessageContaining("in 3 attempts (it answered 503)");
      assertThat(busy.keys).containsEntry("k", 3);
    }
    try (HttpBulkSender sender = new HttpBulkSender(url, "k", 2, Duration.ofMillis(10))) {
      assertThatThrownBy(() -> sender.send("{}")).hasMessageContaining("ConnectException");
    }
  }

  @Test
  void count_randomKeys_countsAsAMapDoes() {
    long seed = 42;
    Random random = new Random(seed);
    Occurrences occurrences = new Occurrences(10_000);
    Map<EventKey, Integer> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      EventKey key = new EventKey(random.nextInt(3), random.nextInt(3_000));
      assertThat(occurrences.count(key))
          .as("seed %d", seed)
          .isEqualTo(expected.merge(key, 1, Integer::sum));
    }
  }

  @Test
  void parse_timesInTheFormsPeopleUse_areUtcCutToMicroseconds() {
    Instant at = Instant.parse("2023-11-16T18:17:03.979960Z");
    assertThat(RowTime.parse("2023-11-16 18:17:03.9799600")).isEqualTo(at);
    assertThat(RowTime.parse("2023-11-16T18:17:03.979960Z")).isEqualTo(at);
    assertThat(RowTime.parse("2023-11-16 20:17:03.9799609+02:00")).isEqualTo(at);
    assertThat(RowTime.parse("2023-11-16T18:17")).isEqualTo(Instant.parse("2023-11-16T18:17:00Z"));
    Instant second = Instant.parse("2023-11-16T18:17:03Z");
    assertThat(RowTime.parse("1700158623")).isEqualTo(second);
    assertThat(RowTime.parse("1700158623.9799609")).isEqualTo(at);
    assertThat(RowTime.parse("1700158623979")).isEqualTo(second.plusMillis(979));
    assertThat(RowTime.parse("1700158623979960")).isEqualTo(at);
    assertThat(RowTime.parse("1700158623979960999")).isEqualTo(at);
    assertThat(RowTime.parse("2023-11-16")).isEqualTo(Instant.parse("2023-11-16T00:00:00Z"));
    assertThatThrownBy(() -> RowTime.parse("2023-02-30"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RowTime.parse("20231116")).hasMessageContaining("is no time");
    assertThatThrownBy(() -> RowTime.parse("2023-02-30 10:00:00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RowTime.parse("16/11/2023")).hasMessageContaining("is no time");
  }
}
