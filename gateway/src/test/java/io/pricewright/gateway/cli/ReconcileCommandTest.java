package io.pricewright.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** What the command makes of a server's answers, page by page. */
@Timeout(60)
final class ReconcileCommandTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private record Ended(int code, String said) {}

  private static String held(String compared, String explained, String unexplained) {
    return """
    {"compared":"%s","amount":"10","against":"7","difference":"3","explained":[%s],\
    "unexplained":"%s"}\
    """
        .formatted(compared, explained, unexplained);
  }

  private static String part(String reason, String amount) {
    return "{\"reason\":\"%s\",\"amount\":\"%s\",\"count\":2}".formatted(reason, amount);
  }

  private static String books(String customer, String unexplained) {
    return """
    {"customer_id":"c","external_customer_id":"%s","clean":true,"events":%s,\
    "currencies":[{"currency":"usd","clean":true,"comparisons":[%s]}]}\
    """
        .formatted(
            customer,
            held("events", part("parked", "3"), "0"),
            held("charges", part("late", "2.5"), unexplained));
  }

  /** Runs the command against a server that answers these pages, one after the other. */
  private Ended run(int status, List<String> pages, String... more) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = pages.get(asked.size() - 1).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    try {
      StringWriter said = new StringWriter();
      PrintWriter out = new PrintWriter(said, true);
      List<String> words =
          new ArrayList<>(
              List.of(
                  "reconcile",
                  "--url",
                  "http://127.0.0.1:" + server.getAddress().getPort(),
                  "--api-key",
                  "k"));
      words.addAll(List.of(more));
      CommandLine line = new CommandLine(new Commands()).setOut(out).setErr(out);
      return new Ended(line.execute(words.toArray(String[]::new)), said.toString());
    } finally {
      server.stop(0);
      asked.add("end");
    }
  }

  private static String page(List<String> books) {
    return "{\"items\":[%s]}".formatted(String.join(",", books));
  }

  /**
   * 51 customers with 10 events each, of which 2 are parked, and 2.5 of late usage in 2 periods.
   */
  @Test
  void books_areManyPages_areReadAndSummedUp() throws IOException {
    Ended ended =
        run(
            200,
            List.of(
                page(Collections.nCopies(50, books("a", "0"))), page(List.of(books("b", "0")))));
    assertThat(ended.said())
        .contains(
            "51 customers, 510 events reconciled",
            "explained: 102 of events parked",
            "explained: 127.5 of charges usd late, by 102",
            "clean: everything is explained");
    assertThat(ended.code()).isZero();
    assertThat(asked)
        .containsExactly(
            "GET /v1/reconciliation?limit=50&offset=0",
            "GET /v1/reconciliation?limit=50&offset=50",
            "end");
  }

  @Test
  void books_differOrCannotBeRead_exitCodeSaysSo() throws IOException {
    Ended differs =
        run(
            200,
            List.of(page(List.of(books("a b", "0.5")))),
            "--customer",
            "a b",
            "--currency",
            "usd");
    assertThat(differs.said())
        .contains(
            "differs: customer a b usd: charges is 10 against 7, and nothing explains 0.5",
            "1 differences");
    assertThat(differs.code()).isEqualTo(1);
    assertThat(asked.getFirst())
        .isEqualTo(
            "GET /v1/reconciliation?limit=50&offset=0&external_customer_id=a%20b&currency=usd");
    asked.clear();
    Ended refused = run(401, List.of("{\"detail\":\"The API key is unknown.\"}"));
    assertThat(refused.said()).contains("The API key is unknown.");
    assertThat(refused.code()).isEqualTo(3);
    asked.clear();
    assertThat(run(200, List.of(), "--nonsense").code()).isEqualTo(2);
    asked.clear();
    assertThat(run(200, List.of("{\"items\":[{}]}")).code()).isEqualTo(3);
  }

  @Test
  void help_tellsTheExitCodes() {
    assertThat(new CommandLine(new ReconcileCommand()).getUsageMessage())
        .contains("--customer", "--currency", "--url", "Exit codes:", "something is not");
  }
}
