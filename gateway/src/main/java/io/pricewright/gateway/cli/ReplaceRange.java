package io.pricewright.gateway.cli;

import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes back the events of one customer and one name in a range of time, which a file is imported
 * anew for. A voided id stays taken, so the new rows get ids of their own: when it breaks off, the
 * same command takes back what it had sent, and begins again.
 */
final class ReplaceRange {
  private static final int MOST = 100_000;
  private static final int PAGE = 50;

  private final ImportPlan plan;
  private final Instant from;
  private final Instant to;
  private final ServerOptions server;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private ReplaceRange(ImportPlan plan, Instant from, Instant to, ServerOptions server) {
    this.plan = plan;
    this.from = from;
    this.to = to;
    this.server = server;
  }

  /** Prepares. Fails with {@link ImportException} for what cannot be replaced. */
  static ReplaceRange of(ImportPlan plan, String from, String to, ServerOptions server) {
    if (plan.event().column() || plan.customer().column() || plan.idColumn() != null) {
      throw new ImportException(
          "Replacing needs --event and --customer, and derives ids: leave out --event-column,"
              + " --customer-column and --id. Rows with ids of their own are amended.");
    }
    try {
      Instant first = RowTime.parse(from);
      Instant after = RowTime.parse(to);
      if (!first.isBefore(after)) {
        throw new ImportException("--replace-from is not before --replace-to.");
      }
      return new ReplaceRange(plan, first, after, server);
    } catch (IllegalArgumentException e) {
      throw new ImportException("--replace-from and --replace-to: %s.".formatted(e.getMessage()));
    }
  }

  /** Returns how the rows are sent. */
  ImportPlan plan() {
    return plan.apart(UUID.randomUUID().toString());
  }

  /** Counts the rows of the file, all of which have to be in the range. */
  long rows() throws IOException {
    long rows = 0;
    try (InputStream bytes = Files.newInputStream(plan.file());
        CsvEvents events = new CsvEvents(plan, bytes, Occurrences.MOST)) {
      while (events.next() != null) {
        rows++;
        if (events.lastTime().isBefore(from) || !events.lastTime().isBefore(to)) {
          throw new ImportException(
              "%s, line %d: %s is outside of the range that is replaced, from %s to %s."
                  .formatted(plan.file(), events.lastLine(), events.lastTime(), from, to));
        }
      }
    }
    return rows;
  }

  /**
   * What the range holds.
   *
   * @param amounts what it costs, by currency
   */
  record Held(List<String> ids, Map<String, BigDecimal> amounts) {
    /** Returns what it costs, in words. */
    String costs() {
      return amounts.isEmpty()
          ? "nothing"
          : amounts.entrySet().stream()
              .map(one -> one.getValue().toPlainString() + " " + one.getKey())
              .collect(Collectors.joining(" and "));
    }
  }

  /** Reads what the range holds. */
  Held held() throws InterruptedException {
    List<String> ids = new ArrayList<>();
    Json.Obj query =
        Json.Obj.EMPTY
            .with("external_customer_id", Json.of(plan.customer().text()))
            .with("event_name", Json.of(plan.event().text()))
            .with("start_time", Json.of(from.toString()))
            .with("end_time", Json.of(to.toString()))
            .with("order", Json.of("asc"))
            .with("page_size", Json.of(PAGE));
    Json.Obj page = ask("POST", "/v1/events/query", query.text());
    while (true) {
      for (Json one : ((Json.Arr) Objects.requireNonNull(page.get("events"))).items()) {
        Json.Obj event = (Json.Obj) one;
        if (!"voided".equals(event.string("outcome"))) {
          ids.add(String.valueOf(event.string("id")));
        }
      }
      if (ids.size() > MOST) {
        throw new ImportException(
            "The range holds more than %,d events. Replace it in parts.".formatted(MOST));
      }
      if (!Json.of(true).equals(page.get("has_more"))) {
        return new Held(ids, amounts(ids));
      }
      page =
          ask(
              "POST",
              "/v1/events/query",
              query.with("iter_last_key", Json.of(page.string("iter_last_key"))).text());
    }
  }

  private Map<String, BigDecimal> amounts(List<String> ids) throws InterruptedException {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    for (String id : ids) {
      Json.Obj receipt = ask("GET", "/v1/events/receipt?event_id=" + ServerOptions.encoded(id), "");
      String amount = receipt.string("amount");
      if (amount != null) {
        amounts.merge(
            String.valueOf(receipt.string("currency")), new BigDecimal(amount), BigDecimal::add);
      }
    }
    return amounts;
  }

  /** Takes back what the range holds. */
  void take(Held held) throws InterruptedException {
    for (String id : held.ids()) {
      ask("POST", "/v1/events/" + ServerOptions.encoded(id) + "/void", "");
    }
  }

  private Json.Obj ask(String method, String path, String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .timeout(Duration.ofSeconds(60))
            .header("content-type", "application/json")
            .header("x-api-key", server.key())
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new ImportException(
            "The server at %s answered %d: %s"
                .formatted(server.url(), answer.statusCode(), answer.body()));
      }
      return JsonReader.parseObject(answer.body());
    } catch (IOException e) {
      throw new ImportException(
          "The server at %s cannot be reached: %s. Run the command again: nothing is counted twice."
              .formatted(server.url(), e));
    }
  }
}
