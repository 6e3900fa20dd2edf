package io.pricewright.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.cli.RecordingServer.Mood;
import io.pricewright.rules.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(240)
final class ImportCommandTest {
  private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens\n";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  private record Ended(int code, String out, String err) {}

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Ended run(RecordingServer server, Path file, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "import",
                file.toString(),
                "--event",
                "llm",
                "--customer",
                "acme",
                "--time",
                "TIMESTAMP",
                "--map",
                "ContextTokens=input,GeneratedTokens=output",
                "--url",
                server.url(),
                "--api-key",
                "key_1"));
    line.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new Commands())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(line.toArray(String[]::new));
    return new Ended(code, out.toString().strip(), err.toString().strip());
  }

  private static String rows(int from, int to) {
    StringBuilder rows = new StringBuilder();
    for (int i = from; i < to; i++) {
      rows.append("2023-11-16 18:%02d:%02d.9799600,%d,7\n".formatted(i / 60 % 60, i % 60, i));
    }
    return rows.toString();
  }

  @Test
  void import_azureTrace_sendsEventsCutToMicroseconds() throws Exception {
    try (RecordingServer server = RecordingServer.well()) {
      Ended ended = run(server, file("a.csv", HEADER + "2023-11-16 18:17:03.9799609,4808,10\n"));
      assertThat(ended)
          .isEqualTo(
              new Ended(
                  0, "1 accepted, 0 parked, 0 unmatched, 0 duplicate, 0 conflict, 0 failed", ""));
      Json.Obj event = server.stored.values().iterator().next();
      assertThat(event.string("event_id")).matches("imp_[0-9a-f]{32}");
      assertThat(event.with("event_id", Json.of("x")).text())
          .isEqualTo(
              "{\"event_id\":\"x\",\"event_name\":\"llm\",\"external_customer_id\":\"acme\","
                  + "\"timestamp\":\"2023-11-16T18:17:03.979960Z\","
                  + "\"properties\":{\"input\":\"4808\",\"output\":\"10\"}}");
      assertThat(server.keys).containsOnlyKeys("key_1");
    }
  }

  @Test
  void import_againLongerAndRenamed_storesOnlyWhatIsNew() throws Exception {
    try (RecordingServer server = RecordingServer.well()) {
      run(server, file("a.csv", HEADER + rows(0, 2_500)));
      assertThat(server.sizes).containsExactlyInAnyOrder(1_000, 1_000, 500);
      Ended again = run(server, file("b.csv", HEADER + rows(0, 2_600)));
      assertThat(again.out()).startsWith("100 accepted").contains("2,500 duplicate");
      assertThat(server.stored).hasSize(2_600);
    }
  }

  @Test
  void import_equalRows_stayAsManyAsTheyAre() throws Exception {
    try (RecordingServer server = RecordingServer.well()) {
      String twice = HEADER + rows(1, 2) + rows(1, 2) + rows(2, 3);
      assertThat(run(server, file("a.csv", twice)).out()).startsWith("3 accepted");
      assertThat(run(server, file("b.csv", twice)).out()).contains("3 duplicate");
      assertThat(run(server, file("c.csv", twice), "--namespace", "other").out())
          .startsWith("3 accepted");
    }
  }

  @Test
  void import_timesThatDifferBelowTheMicrosecond_areTwoEvents() throws Exception {
    try (RecordingServer server = RecordingServer.well()) {
      run(
          server,
          file(
              "a.csv",
              HEADER + "2023-11-16 18:17:03.9799601,1,1\n2023-11-16 18:17:03.9799602,1,1\n"));
      assertThat(server.stored).hasSize(2);
    }
  }

  @Test
  void import_quotesBomAndCrlf_areRead() throws Exception {
    try (RecordingServer server = RecordingServer.well()) {
      String text =
          String.join(
              "\r\n",
              "\uFEFF\"TIMESTAMP\",ContextTokens,GeneratedTokens",
              "2023-11-16T18:17:03+01:00,\"say \"\"a,b\"\"",
              "bye\",",
              "");
      Path file = folder.resolve("a.csv");
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
      assertThat(run(server, file).code()).isZero();
      Json.Obj event = server.stored.values().iterator().next();
      assertThat(event.string("timestamp")).isEqualTo("2023-11-16T17:17:03Z");
      assertThat(event.get("properties"))
          .isEqualTo(new Json.Obj(java.util.Map.of("input", Json.of("say \"a,b\"\r\nbye"))));
    }
  }

  @Test
  void import_missingColumns_isOneErrorThatNamesThoseThere() throws Exception {
    try (RecordingServer server = RecordingServer.well()) {
      Ended ended = run(server, file("a.csv", "at,ContextTokens\n1,2\n"));
      assertThat(ended.code()).isOne();
      assertThat(ended.err())
          .endsWith(
              "a.csv has no column GeneratedTokens, TIMESTAMP. Its columns are: at,"
                  + " ContextTokens.");
      assertThat(server.sizes).isEmpty();
    }
  }

  @Test
  void import_badTimeOrShortRow_namesTheLine() throws Exception {
    try (RecordingServer server = RecordingServer.well()) {
      assertThat(run(server, file("a.csv", HEADER + rows(0, 3) + "yesterday,1,1\n")).err())
          .contains("line 5, column 'TIMESTAMP': 'yesterday' is no time");
      assertThat(run(server, file("b.csv", HEADER + rows(0, 3) + "yesterday,1\n")).err())
          .contains("cannot be read as CSV")
          .contains("5");
      assertThat(server.stored).isEmpty();
    }
  }

  @Test
  void import_idColumn_isUsedAndConflictsAreSaid() throws Exception {
    try (RecordingServer server = RecordingServer.well()) {
      String header = "id," + HEADER;
      run(server, file("a.csv", header + "r1," + rows(1, 2)), "--id", "id");
      assertThat(server.stored).containsOnlyKeys("r1");
      Ended other = run(server, file("b.csv", header + "r1," + rows(2, 3)), "--id", "id");
      assertThat(other.code()).isOne();
      assertThat(other.out()).contains("1 conflict");
      assertThat(other.err()).contains("already taken");
      assertThat(run(server, file("c.csv", header + "," + rows(2, 3)), "--id", "id").err())
          .contains("line 2: the id column 'id' is empty");
    }
  }

  @Test
  void import_busyAndCutConnections_areTriedAgainWithTheSameIds() throws Exception {
    try (RecordingServer server =
        new RecordingServer(n -> n == 1 ? Mood.BUSY : n == 2 ? Mood.STORE_AND_CUT : Mood.WELL)) {
      Ended ended = run(server, file("a.csv", HEADER + rows(0, 1_500)));
      assertThat(ended.code()).isZero();
      assertThat(server.stored).hasSize(1_500);
      assertThat(ended.out()).contains("duplicate, 0 conflict, 0 failed").doesNotContain(" 0 dupl");
    }
  }

  @Test
  void import_refusedInTheMiddle_stopsAndGoesOnNextTime() throws Exception {
    Path file = file("a.csv", HEADER + rows(0, 3_000));
    Path whole = file("b.csv", HEADER + rows(0, 3_000));
    try (RecordingServer server = new RecordingServer(n -> n == 2 ? Mood.BAD_REQUEST : Mood.WELL)) {
      Ended broken = run(server, file);
      assertThat(broken.code()).isOne();
      assertThat(broken.out()).contains("1,000 failed");
      assertThat(broken.err()).contains("answered 400").contains("events/3 is wrong");
      Ended second = run(server, whole);
      assertThat(second.code()).isZero();
      assertThat(server.stored).hasSize(3_000);
    }
  }

  @Test
  void import_noSuchFile_isSaid() throws Exception {
    try (RecordingServer server = RecordingServer.well()) {
      assertThat(run(server, folder.resolve("none.csv")).err())
          .contains("none.csv that can be read");
    }
  }
}
