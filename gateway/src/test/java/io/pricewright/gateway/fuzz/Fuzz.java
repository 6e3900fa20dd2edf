package io.pricewright.gateway.fuzz;

import io.pricewright.gateway.testing.Api;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One caller that asks for every operation of a document, again and again. */
final class Fuzz {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final int MOST_READ = 1 << 20;

  private final String url;
  private final String key;
  private final List<Operation> operations = new ArrayList<>();
  private final Values values;
  private final Random random;

  /** What was answered: how often each status, and what should not have been. */
  final Map<Integer, Integer> statuses = new TreeMap<>();

  final List<String> faults = new ArrayList<>();

  private record Operation(String method, String path, Json.Obj said) {}

  /**
   * Makes one.
   *
   * @param known ids of what is there
   */
  Fuzz(Api api, Json.Obj document, List<String> known, long seed) {
    this.url = api.url();
    this.key = api.key();
    this.random = new Random(seed);
    this.values = new Values(document, known, random);
    ((Json.Obj) Objects.requireNonNull(document.get("paths")))
        .fields()
        .forEach(
            (path, item) ->
                ((Json.Obj) item)
                    .fields()
                    .forEach(
                        (method, said) -> {
                          if (said instanceof Json.Obj operation) {
                            operations.add(
                                new Operation(method.toUpperCase(Locale.ROOT), path, operation));
                          }
                        }));
  }

  int operations() {
    return operations.size();
  }

  void run(int requests) {
    List<Operation> makers =
        operations.stream()
            .filter(one -> one.method().equals("POST") && !one.path().contains("{"))
            .toList();
    for (int i = 0; i < requests; i++) {
      // In turns, and every third one that may make things, so that there is something to ask for.
      ask(
          i % 3 == 2
              ? values.any(makers)
              : operations.get((i / 3 * 2 + i % 3) % operations.size()));
    }
  }

  private void ask(Operation operation) {
    StringBuilder path = new StringBuilder();
    for (String step : operation.path().substring(1).split("/", -1)) {
      path.append('/').append(step.startsWith("{") ? encoded(values.text("id", null)) : step);
    }
    String sent = path + query(operation);
    byte[] body = body(operation);
    HttpRequest.Builder request;
    try {
      request = HttpRequest.newBuilder(URI.create(url + sent));
    } catch (IllegalArgumentException unsayable) {
      return;
    }
    request
        .timeout(Duration.ofSeconds(60))
        .header("x-api-key", values.chance(98) ? key : "pw_live_x")
        .method(operation.method(), HttpRequest.BodyPublishers.ofByteArray(body));
    if (values.chance(10)) {
      request.header("Idempotency-Key", "k" + random.nextInt(20));
    }
    if (values.chance(5)) {
      request.header(
          "Content-Type",
          values.any(List.of("application/x-ndjson", "application/cloudevents-batch+json", "x")));
    }
    heard(operation, sent, body, request.build());
  }

  private void heard(Operation operation, String sent, byte[] body, HttpRequest request) {
    String text;
    int status;
    try {
      HttpResponse<InputStream> answer =
          HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
      status = answer.statusCode();
      boolean endless =
          answer.headers().firstValue("content-type").orElse("").contains("event-stream");
      try (InputStream in = answer.body()) {
        text = endless ? "" : new String(in.readNBytes(MOST_READ), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      status = 599;
      text = e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    statuses.merge(status, 1, Integer::sum);
    if (status >= 500 || text.contains("\tat ") || text.contains("Exception:")) {
      faults.add(
          "%s %s -> %d %s%n  with %s"
              .formatted(
                  operation.method(),
                  shown(sent),
                  status,
                  shown(text),
                  shown(new String(body, StandardCharsets.UTF_8))));
    } else if (status < 300 && operation.method().equals("POST")) {
      learn(text);
    }
  }

  private void learn(String text) {
    try {
      values.learn(JsonReader.parse(text));
    } catch (ProblemException none) {
      // What is no JSON has no ids.
    }
  }

  private String query(Operation operation) {
    StringBuilder query = new StringBuilder();
    if (operation.said().get("parameters") instanceof Json.Arr all) {
      for (Json one : all.items()) {
        if (one instanceof Json.Obj parameter
            && "query".equals(parameter.string("in"))
            && values.chance(Json.of(true).equals(parameter.get("required")) ? 95 : 25)) {
          String name = String.valueOf(parameter.string("name"));
          add(query, name, values.text(name, parameter.get("schema")));
        }
      }
    }
    if (values.chance(3)) {
      add(query, "x", "1");
    }
    return query.toString();
  }

  private static void add(StringBuilder query, String name, String value) {
    query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text.isEmpty() ? "none" : text, StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  private byte[] body(Operation operation) {
    Json schema = schema(operation);
    if (schema == null) {
      return values.chance(3) ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
    }
    byte[] body = values.of(schema, "", 5).text().getBytes(StandardCharsets.UTF_8);
    if (values.chance(3) && body.length > 0) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return values.chance(1) ? java.util.Arrays.copyOf(body, body.length / 2) : body;
  }

  private @Nullable Json schema(Operation operation) {
    if (!(operation.said().get("requestBody") instanceof Json.Obj body)
        || !(body.get("content") instanceof Json.Obj content)
        || !(content.get("application/json") instanceof Json.Obj json)) {
      return null;
    }
    return json.get("schema");
  }

  private static String shown(String text) {
    return text.length() > 700 ? text.substring(0, 700) + "..." : text;
  }
}
