package io.pricewright.gateway.whole;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tenant's program that knows of the server nothing but its addresses, with no class of it: it
 * sends until it is answered, keeps a book of its own, and asks in the end what it owes. An event
 * costs 1, and each of its units a millionth, so that one amount tells both counts.
 */
final class OutsideClient {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final BigDecimal UNIT = new BigDecimal("0.000001");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final String url;
  private final String key;

  OutsideClient(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** A customer, a book of what was done for it, and the thread that does it. */
  final class Customer {
    private final String name;
    private final String wallet;
    private final Random random;
    private final List<String> sent = new ArrayList<>();
    private long events;
    private long units;
    private long paid;

    private Customer(String name, String wallet, long seed) {
      this.name = name;
      this.wallet = wallet;
      this.random = new Random(seed);
    }

    /** Sends events, some of them twice, and pays in, until it is told to stop. */
    void live(AtomicBoolean stop) {
      for (int turn = 0; !stop.get(); turn++) {
        if (turn % 7 == 6) {
          payIn(1 + random.nextInt(50), turn);
        } else if (turn % 5 == 4) {
          insist("POST", "/v1/events/bulk", sent.get(random.nextInt(sent.size())), "");
        } else {
          use(turn);
        }
      }
    }

    private void use(int turn) {
      int many = 1 + random.nextInt(60);
      StringBuilder body = new StringBuilder("{\"events\":[");
      for (int i = 0; i < many; i++) {
        int n = random.nextInt(1_000);
        units += n;
        body.append(i == 0 ? "" : ",")
            .append(
                "{\"event_id\":\"%s-%d-%d\",\"event_name\":\"use\",\"external_customer_id\":\"%s\",\"properties\":{\"n\":%d}}"
                    .formatted(name, turn, i, name, n));
      }
      events += many;
      sent.add(body.append("]}").toString());
      insist("POST", "/v1/events/bulk", sent.getLast(), "");
    }

    private void payIn(int credits, Object turn) {
      paid += credits;
      insist(
          "POST",
          "/v1/wallets/" + wallet + "/top-up",
          "{\"credits_to_add\":\"%d\",\"transaction_reason\":\"PURCHASED_CREDIT_DIRECT\",\"idempotency_key\":\"%s-%s\"}"
              .formatted(credits, name, turn),
          "");
    }

    /** Returns what this book says against what the server says; empty when they agree. */
    String difference() {
      BigDecimal owed = UNIT.multiply(BigDecimal.valueOf(units)).add(BigDecimal.valueOf(events));
      BigDecimal charged =
          amount("/v1/charges/summary?external_customer_id=" + name, "\"amount\":\"([0-9.]+)\"");
      BigDecimal left =
          amount(
              "/v1/wallets/" + wallet + "/balance/real-time",
              "\"real_time_balance\":\"([-0-9.]+)\"");
      boolean right =
          charged.compareTo(owed) == 0
              && left.compareTo(BigDecimal.valueOf(paid).subtract(owed)) == 0;
      return right
          ? ""
          : "%s: %d events of %d units cost %s and not %s; of %d credits %s are left"
              .formatted(name, events, units, owed, charged, paid, left);
    }

    long events() {
      return events;
    }
  }

  /** Sells, and makes so many customers with a wallet each. */
  List<Customer> customers(int many, long seed) {
    String plan = made("/v1/plans", "{\"name\":\"plan\"}");
    price(plan, "{\"type\":\"COUNT\"}", "1");
    price(plan, "{\"type\":\"SUM\",\"field\":\"n\"}", UNIT.toPlainString());
    List<Customer> customers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String name = "outside-" + i;
      made("/v1/customers", "{\"external_id\":\"%s\"}".formatted(name));
      made(
          "/v1/subscriptions",
          "{\"external_customer_id\":\"%s\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\",\"start_date\":\"2026-01-01T00:00:00Z\"}"
              .formatted(name, plan));
      String wallet =
          made(
              "/v1/wallets",
              "{\"external_customer_id\":\"%s\",\"currency\":\"usd\"}".formatted(name));
      Customer customer = new Customer(name, wallet, seed * 31 + i);
      customer.payIn(10_000_000, "first");
      customers.add(customer);
    }
    return customers;
  }

  private void price(String plan, String aggregation, String amount) {
    String meter =
        made(
            "/v1/meters",
            "{\"name\":\"m%s\",\"event_name\":\"use\",\"reset_usage\":\"BILLING_PERIOD\",\"aggregation\":%s}"
                .formatted(amount, aggregation));
    made(
        "/v1/prices",
        "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"type\":\"USAGE\",\"meter_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\",\"invoice_cadence\":\"ARREAR\",\"billing_model\":\"FLAT_FEE\",\"amount\":\"%s\"}"
            .formatted(plan, meter, amount));
  }

  private String made(String path, String body) {
    return found(ID, insist("POST", path, body, path + body.hashCode()));
  }

  private BigDecimal amount(String path, String pattern) {
    return new BigDecimal(found(Pattern.compile(pattern), insist("GET", path, "", "")));
  }

  private static String found(Pattern what, String text) {
    Matcher matcher = what.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException(what + " is not in " + text);
    }
    return String.valueOf(matcher.group(1));
  }

  /** Sends the same again until it is done: nobody knows what became of what was not answered. */
  String insist(String method, String path, String body, String once) {
    String last = "";
    for (int i = 0; i < 1_200; i++) {
      try {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("x-api-key", key)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!once.isEmpty()) {
          request.header("Idempotency-Key", once);
        }
        HttpResponse<String> answer =
            http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() < 300) {
          return answer.body();
        }
        boolean again = answer.statusCode() == 503 || answer.body().contains("still runs");
        if (!again) {
          throw new IllegalStateException(method + " " + path + ": " + last);
        }
      } catch (IOException away) {
        last = away.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      rest();
    }
    throw new IllegalStateException(method + " " + path + " is never done: " + last);
  }

  private static void rest() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
