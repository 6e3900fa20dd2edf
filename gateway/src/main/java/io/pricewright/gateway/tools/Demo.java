package io.pricewright.gateway.tools;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;

/** Plays an AI company on a server, through its API alone, as its own application would. */
final class Demo {
  private static final List<String> CUSTOMERS = List.of("acme", "globex", "initech", "umbrella");
  private static final List<String> MODELS = List.of("gpt-4o", "gpt-4o-mini");
  // Published list prices in USD per million tokens: input and output.
  private static final Map<String, List<String>> PRICES =
      Map.of("gpt-4o", List.of("2.50", "10.00"), "gpt-4o-mini", List.of("0.15", "0.60"));
  private static final int BATCH = 250;

  private final String url;
  private final String key;
  private final Clock clock;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Random random = new Random(2026);
  // Calls and tokens sent to each customer in this run.
  private final Map<String, long[]> calls = new TreeMap<>();
  private Instant begun = Instant.EPOCH;

  Demo(String url, String key, Clock clock) {
    this.url = url;
    this.key = key;
    this.clock = clock;
  }

  void play(int events) throws IOException, InterruptedException {
    begun = now();
    if (send("GET", "/v1/customers/external/acme", null).status() == 404) {
      sell();
    }
    String lastId = traffic(events);
    closePeriod();
    table();
    invoice(CUSTOMERS.getFirst());
    receipt(lastId);
    System.out.printf(
        """

        It goes on serving. The API key is
          %s
        The console takes it: %s/console/
        Try next:
          curl -s %s/v1/events -H 'x-api-key: %s' -d '{"event_name":"llm.call","external_customer_id":"acme","properties":{"model":"gpt-4o","input_tokens":1200,"output_tokens":350}}'
          curl -s %s/v1/events/%s/receipt -H 'x-api-key: %s'
          curl -s %s/v1/preview -H 'x-api-key: %s' -d '{"events":[{"event_name":"llm.call","external_customer_id":"globex","properties":{"model":"gpt-4o","input_tokens":1000000,"output_tokens":0}}]}'
        """,
        key, url, url, key, url, lastId, key, url, key);
  }

  /** The environment's time: every demo sets it forward. */
  private Instant now() throws IOException, InterruptedException {
    Json.Obj shown = (Json.Obj) send("GET", "/v1/clock", null).body();
    return Instant.parse(String.valueOf(shown.string("now")));
  }

  /** One plan with a fee, and for each model a meter and a price by script. */
  private void sell() throws IOException, InterruptedException {
    String plan = created("/v1/plans", "{\"name\":\"Pay as you go\",\"lookup_key\":\"payg\"}");
    for (String model : MODELS) {
      String meter =
          created(
              "/v1/meters",
              """
              {"name":"%s calls","event_name":"llm.call","aggregation":{"type":"COUNT"},
               "filters":[{"key":"model","values":["%s"]}],"reset_usage":"BILLING_PERIOD"}"""
                  .formatted(model, model));
      created(
          "/v1/prices",
          """
          {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
           "billing_model":"SCRIPT","billing_period":"MONTHLY","billing_period_count":1,
           "billing_cadence":"RECURRING","invoice_cadence":"ARREAR","price_unit_type":"FIAT",
           "script":{"name":"llm-tokens","version":1},
           "params":{"input_price":"%s","output_price":"%s"}}"""
              .formatted(plan, meter, price(model, 0), price(model, 1)));
    }
    created(
        "/v1/prices",
        """
        {"entity_type":"PLAN","entity_id":"%s","type":"FIXED","currency":"usd","amount":"20",
         "display_name":"platform fee","billing_model":"FLAT_FEE","billing_period":"MONTHLY",
         "billing_period_count":1,"billing_cadence":"RECURRING","invoice_cadence":"ADVANCE",
         "price_unit_type":"FIAT"}"""
            .formatted(plan));
    Instant start = now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.DAYS);
    for (String customer : CUSTOMERS) {
      created(
          "/v1/customers",
          "{\"external_id\":\"%s\",\"name\":\"%s\"}".formatted(customer, customer));
      created(
          "/v1/subscriptions",
          """
          {"external_customer_id":"%s","plan_id":"%s","currency":"usd","billing_period":"MONTHLY",
           "billing_period_count":1,"billing_cadence":"RECURRING","start_date":"%s"}"""
              .formatted(customer, plan, start));
    }
  }

  private static String price(String model, int side) {
    return java.util.Objects.requireNonNull(PRICES.get(model)).get(side);
  }

  private String traffic(int events) throws IOException, InterruptedException {
    String last = "";
    try (ProgressBar bar = new ProgressBar("LLM calls", events)) {
      for (int from = 0; from < events; from += BATCH) {
        int to = Math.min(events, from + BATCH);
        List<String> batch = new ArrayList<>();
        for (int i = from; i < to; i++) {
          last = "demo_" + clock.millis() + "_" + i;
          batch.add(call(last));
        }
        Reply reply =
            send("POST", "/v1/events/bulk", "{\"events\":[" + String.join(",", batch) + "]}");
        expect(reply, 202);
        bar.stepTo(to);
      }
    }
    return last;
  }

  /** Token counts with a long tail, over the last day. */
  private String call(String id) {
    long input = Math.round(Math.exp(6.5 + random.nextGaussian()));
    long output = Math.round(Math.exp(5 + random.nextGaussian()));
    Instant at = begun.minusSeconds(random.nextInt(86_400));
    String customer = CUSTOMERS.get((int) Math.min(3, Math.abs(Math.round(random.nextGaussian()))));
    long[] sent = calls.computeIfAbsent(customer, c -> new long[2]);
    sent[0]++;
    sent[1] += input + output;
    return """
        {"event_id":"%s","event_name":"llm.call","external_customer_id":"%s","timestamp":"%s",
         "properties":{"model":"%s","input_tokens":%d,"output_tokens":%d}}"""
        .formatted(id, customer, at, MODELS.get(random.nextInt(3) == 0 ? 0 : 1), input, output);
  }

  /** The clock of an environment for trying out goes on, until the running period is invoiced. */
  private void closePeriod() throws IOException, InterruptedException {
    Reply reply =
        send(
            "POST",
            "/v1/invoices/preview",
            "{\"subscription_id\":\"%s\"}".formatted(subscription(CUSTOMERS.getFirst())));
    expect(reply, 200);
    Instant end = Instant.parse(String.valueOf(((Json.Obj) reply.body()).string("period_end")));
    expect(
        send(
            "POST",
            "/v1/clock/advance",
            "{\"to\":\"%s\"}".formatted(end.plus(Duration.ofHours(2)))),
        200);
    System.out.printf("%nThe environment's clock goes on to %s, and invoices are made.%n", end);
  }

  private String subscription(String customer) throws IOException, InterruptedException {
    Json.Obj found =
        first(send("GET", "/v1/subscriptions?external_customer_id=" + customer, null).body());
    return String.valueOf(found.string("id"));
  }

  /** The newest invoice of a customer. */
  private Json.Obj newest(String customer) throws IOException, InterruptedException {
    return first(
        send(
                "GET",
                "/v1/invoices?invoice_status=FINALIZED&limit=1&external_customer_id=" + customer,
                null)
            .body());
  }

  private void table() throws IOException, InterruptedException {
    System.out.printf(
        "%n%-12s %10s %14s %14s %18s%n", "customer", "events", "tokens", "invoice", "total");
    BigDecimal total = BigDecimal.ZERO;
    for (String customer : CUSTOMERS) {
      Json.Obj invoice = newest(customer);
      long[] sent = calls.getOrDefault(customer, new long[2]);
      row(
          customer,
          sent,
          String.valueOf(invoice.string("invoice_number")),
          cents(invoice, "total"));
      total = total.add(new BigDecimal(cents(invoice, "total")));
    }
    long[] all = new long[2];
    calls.values().forEach(sent -> add(all, sent));
    row("total", all, "", total.toPlainString());
  }

  private static void add(long[] sum, long[] more) {
    sum[0] += more[0];
    sum[1] += more[1];
  }

  private static void row(String name, long[] sent, String number, String total) {
    System.out.printf("%-12s %10d %14d %14s %14s usd%n", name, sent[0], sent[1], number, total);
  }

  private void invoice(String customer) throws IOException, InterruptedException {
    Json.Obj invoice = newest(customer);
    System.out.printf(
        "%nInvoice %s of %s, for what is due until %s:%n",
        invoice.string("invoice_number"), customer, invoice.string("period_end"));
    for (Json one : items(invoice, "line_items")) {
      Json.Obj line = (Json.Obj) one;
      String name = line.string("display_name");
      System.out.printf(
          "%-26s from %s %14s %10s %s%n",
          name == null ? line.string("meter_display_name") : name,
          String.valueOf(line.string("period_start")).substring(0, 10),
          "x " + line.string("quantity"),
          cents(line, "amount"),
          line.string("currency"));
    }
    System.out.printf(
        "%-42s %25s %s%n", "total", cents(invoice, "total"), invoice.string("currency"));
    System.out.printf(
        "%-42s %25s%n", "to be paid until", String.valueOf(invoice.string("due_date")));
  }

  /** Returns an amount of the demo's dollars as invoices show it. */
  private static String cents(Json.Obj of, String name) {
    return new BigDecimal(String.valueOf(of.string(name))).setScale(2).toPlainString();
  }

  private static List<Json> items(Json.Obj of, String name) {
    return ((Json.Arr) java.util.Objects.requireNonNull(of.get(name))).items();
  }

  private static Json.Obj first(Json page) {
    return (Json.Obj) items((Json.Obj) page, "items").getFirst();
  }

  private void receipt(String id) throws IOException, InterruptedException {
    System.out.println("\nThe receipt of one event, with the lines that explain its price:");
    Json body = send("GET", "/v1/events/" + id + "/receipt", null).body();
    System.out.println(Indented.text(body));
  }

  private String created(String path, String body) throws IOException, InterruptedException {
    Reply reply = send("POST", path, body);
    expect(reply, 201);
    return String.valueOf(((Json.Obj) reply.body()).string("id"));
  }

  private static void expect(Reply reply, int status) {
    if (reply.status() != status) {
      throw new IllegalStateException(
          "the server answered %d: %s".formatted(reply.status(), reply.body().text()));
    }
  }

  private record Reply(int status, Json body) {}

  private Reply send(String method, String path, @org.jspecify.annotations.Nullable String body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(URI.create(url + path))
                .header("x-api-key", key)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), JsonReader.read(response.body()));
  }
}
