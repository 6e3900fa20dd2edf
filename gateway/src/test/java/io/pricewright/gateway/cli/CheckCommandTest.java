package io.pricewright.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** What the command makes of a server's answers: those of its check, then those of its task. */
@Timeout(240)
final class CheckCommandTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private record Ended(int code, String said) {}

  private static String report(String status, int customers, boolean clean) {
    return """
    {"task_id":"task_1","status":"%s","clean":%s,"waits_for_tasks":0,"customers":%d,\
    "of_customers":9,"events":40,"cells":12,"parked":0,"parked_events":[],\
    "differences_found":%d,"differences":%s}\
    """
        .formatted(
            status,
            clean,
            customers,
            customers > 8 && !clean ? 1 : 0,
            customers > 8 && !clean ? "[\"cost 2, booked is 3\"]" : "[]");
  }

  private static String task(String report) {
    return "{\"id\":\"task_1\",\"last_error\":\"no room\",\"check\":%s}".formatted(report);
  }

  /** Runs the command against a server that answers a check with a status, and then the tasks. */
  private Ended check(int status, String first, List<String> tasks, String... more)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            int nth = asked.size() - 2;
            byte[] body =
                (nth < 0 ? first : tasks.get(Math.min(nth, tasks.size() - 1)))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(nth < 0 ? status : 200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    try {
      StringWriter said = new StringWriter();
      PrintWriter out = new PrintWriter(said, true);
      CommandLine line = new CommandLine(new Commands()).setOut(out).setErr(out);
      String[] words = new String[5 + more.length];
      System.arraycopy(
          new String[] {
            "check", "--url", "http://127.0.0.1:" + server.getAddress().getPort(), "--api-key", "k"
          },
          0,
          words,
          0,
          5);
      System.arraycopy(more, 0, words, 5, more.length);
      return new Ended(line.execute(words), said.toString());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void check_takesLongerThanTheServerWaits_isFollowedToItsEnd() throws IOException {
    Ended ended =
        check(
            202,
            report("running", 3, false),
            List.of(task(report("running", 6, false)), task(report("done", 9, true))));
    assertThat(ended.said()).contains("9 customers, 40 events", "clean: nothing differs");
    assertThat(ended.code()).isZero();
    assertThat(asked)
        .containsExactly("POST /v1/check?wait=2", "GET /v1/tasks/task_1", "GET /v1/tasks/task_1");
  }

  @Test
  void check_endsAnyWay_saysHowInItsExitCode() throws IOException {
    assertThat(check(200, report("done", 9, true), List.of()).code()).isZero();
    asked.clear();
    Ended differs = check(200, report("done", 9, false), List.of());
    assertThat(differs.said()).contains("differs: cost 2, booked is 3", "1 differences");
    assertThat(differs.code()).isEqualTo(1);
    asked.clear();
    Ended failed =
        check(200, report("failed", 4, false), List.of(task(report("failed", 4, false))));
    assertThat(failed.said()).contains("the check failed after 4 of 9 customers", "no room");
    assertThat(failed.code()).isEqualTo(2);
    asked.clear();
    Ended refused = check(401, "{\"detail\":\"The API key is unknown.\"}", List.of());
    assertThat(refused.said()).contains("The API key is unknown.", "--api-key");
    assertThat(refused.code()).isEqualTo(2);
  }

  @Test
  void check_isNotDoneInTime_endsWithACodeOfItsOwn() throws IOException {
    Ended ended = check(202, report("running", 3, false), List.of(), "--timeout", "0");
    assertThat(ended.said())
        .contains("not done after 0 s: 3 of 9 customers judged", "GET /v1/tasks/task_1");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(asked).containsExactly("POST /v1/check?wait=0");
  }

  @Test
  void help_tellsTheExitCodes() {
    assertThat(new CommandLine(new CheckCommand()).getUsageMessage())
        .contains("--timeout", "Exit codes:", "something differs", "not done within --timeout");
  }
}
