package io.pricewright.gateway.cli;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends over HTTP. A busy server (429, 502, 503, 504), a cut connection and a time-out are tried
 * again with the same ids, up to a limit: whatever the server had stored already it calls
 * duplicate.
 */
final class HttpBulkSender implements BulkSender, AutoCloseable {
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI uri;
  private final String apiKey;
  private final int attempts;
  private final Duration firstPause;

  /**
   * Makes a sender.
   *
   * @param url the server's, such as {@code http://localhost:8080}
   * @param attempts most times one request is sent
   * @param firstPause pause after the first failure; doubles each time, up to 30 s
   */
  HttpBulkSender(String url, String apiKey, int attempts, Duration firstPause) {
    uri = URI.create(url.replaceAll("/+$", "") + "/v1/events/bulk");
    this.apiKey = apiKey;
    this.attempts = attempts;
    this.firstPause = firstPause;
  }

  @Override
  public Json.Obj send(String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(60))
            .header("content-type", "application/json")
            .header("x-api-key", apiKey)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    String fault = "";
    Duration pause = firstPause;
    for (int attempt = 1; attempt <= attempts; attempt++) {
      Duration asked = Duration.ZERO;
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (!PASSING.contains(answer.statusCode())) {
          return read(answer);
        }
        fault = "it answered " + answer.statusCode();
        asked = retryAfter(answer);
      } catch (IOException e) {
        fault =
            e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
      }
      if (attempt < attempts) {
        Thread.sleep(shorter(asked.compareTo(pause) > 0 ? asked : pause, LONGEST_PAUSE));
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    }
    throw new ImportException(
        "The server at %s did not take the events in %d attempts (%s). Import again when it is back: what it has is not counted twice."
            .formatted(uri, attempts, fault));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration retryAfter(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("retry-after")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  private Json.Obj read(HttpResponse<String> answer) {
    Json.@Nullable Obj body = object(answer.body());
    if (answer.statusCode() == 202 && body != null) {
      return body;
    }
    String detail = body == null ? "" : " " + body.text();
    throw new ImportException(
        "The server at %s answered %d.%s%s"
            .formatted(
                uri,
                answer.statusCode(),
                answer.statusCode() == 401 ? " Is the API key right?" : "",
                detail.length() > 2_000 ? detail.substring(0, 2_000) + "..." : detail));
  }

  private static Json.@Nullable Obj object(String text) {
    try {
      return JsonReader.parseObject(text);
    } catch (ProblemException e) {
      return null;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
