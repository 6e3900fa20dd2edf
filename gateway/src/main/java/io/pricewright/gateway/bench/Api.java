package io.pricewright.gateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A server's API with one key, one request after another. */
final class Api implements AutoCloseable {
  private final String url;
  private final String key;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** Speaks to a server. */
  Api(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** An answer. */
  record Answer(int status, JsonObject body) {}

  /** Creates something and returns its id. */
  String create(String path, JsonObject body) throws InterruptedException {
    return created(path, body).getString("id");
  }

  /** Creates something and returns it. */
  JsonObject created(String path, JsonObject body) throws InterruptedException {
    Answer answer = post(path, body);
    if (answer.status() != 201) {
      throw new BenchException(
          "POST %s answered %d: %s".formatted(path, answer.status(), answer.body().encode()));
    }
    return answer.body();
  }

  String key() {
    return key;
  }

  Answer post(String path, JsonObject body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(60))
            .header("content-type", "application/json")
            .header("x-api-key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), new JsonObject(answer.body()));
    } catch (IOException e) {
      throw new BenchException("The server at %s does not answer: %s".formatted(url, e));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
