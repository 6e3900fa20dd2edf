package io.pricewright.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.store.database.PgAddress;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(300)
final class BenchIT {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  private record Ended(int code, String out, String err) {}

  private static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new Bench(Clock.systemUTC()))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  @Test
  void bench_realServer_measuresAgainstBothYardsticks() throws Exception {
    try (TestNode node = TestNode.start()) {
      Api api = node.tenant("development").api;
      PgAddress owner = node.stores.owner();
      List<String> common =
          List.of(
              "--url",
              api.url(),
              "--api-key",
              api.key(),
              "--customers",
              "3",
              "--warmup",
              "2",
              "--seconds",
              "6",
              "--connections",
              "4");

      JsonObject single = figures("single", common);
      assertThat(single.getJsonObject("pricewright").getInteger("errors")).isZero();
      assertThat(single.getDouble("ratio")).isBetween(0.0001, 10.0);
      assertThat(single.getJsonObject("echo").getDouble("p99_ms")).isPositive();

      List<String> rights = new ArrayList<>(common);
      rights.addAll(List.of("--features", "3"));
      JsonObject access = figures("access", rights);
      assertThat(access.getJsonObject("half_load").getInteger("errors")).isZero();
      assertThat(access.getInteger("checks_in_one_call")).isEqualTo(9);

      List<String> ingest = new ArrayList<>(common);
      // A bulk of a cold node may take seconds where others use the cores.
      ingest.set(ingest.indexOf("--seconds") + 1, "12");
      ingest.add("--pg");
      ingest.add(
          owner.jdbcUrl() + "?user=%s&password=%s".formatted(owner.user(), owner.password()));
      JsonObject bulk = figures("ingest", ingest);
      assertThat(bulk.getLong("copy_events")).isPositive();
      assertThat(bulk.getDouble("events_per_second")).isPositive();
      assertThat(bulk.getBoolean("fsync")).isTrue();
    }
  }

  private JsonObject figures(String measurement, List<String> options) throws Exception {
    Path json = folder.resolve(measurement + ".json");
    List<String> line = new ArrayList<>(List.of(measurement));
    line.addAll(options);
    line.addAll(List.of("--json", json.toString()));
    Ended ended = run(line.toArray(String[]::new));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("ratio");
    return new JsonObject(Files.readString(json));
  }

  @Test
  void bench_script_ratesBothWays() throws Exception {
    JsonObject figures =
        figures("script", List.of("--warmup", "1", "--seconds", "1", "--batch", "100"));
    assertThat(figures.getDouble("script_per_second")).isPositive();
    assertThat(figures.getDouble("java_per_second")).isPositive();
    assertThat(run("script", "--batch", "0").err()).contains("1 to 10000");
  }

  @Test
  void bench_nobodyThere_isSaid() {
    Ended ended = run("single", "--url", "http://127.0.0.1:1", "--api-key", "k", "--seconds", "1");
    assertThat(ended.code()).isOne();
    assertThat(ended.err()).contains("does not answer");
  }

  @Test
  void bench_boundsOverstepped_areRefused() {
    assertThat(run("single", "--api-key", "k", "--seconds", "601").err()).contains("1 to 600");
    assertThat(run("single", "--api-key", "k", "--customers", "0").err()).contains("1 to 10000");
  }
}
