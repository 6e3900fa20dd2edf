package io.pricewright.gateway.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  String key() {
    return key;
  }

  /** An answer, as text. */
  record Answer(int status, String text) {
    JsonObject body() {
      return new JsonObject(text);
    }
  }

  /** Creates something and returns its id. */
  String create(String path, JsonObject body) throws InterruptedException {
    return call("POST", path, body).getString("id");
  }

  /** Asks; anything but 2xx ends the measurement. */
  JsonObject call(String method, String path, @Nullable JsonObject body)
      throws InterruptedException {
    return good(method, path, body == null ? null : body.toBuffer()).body();
  }

  /** Asks; anything but 2xx ends the measurement. */
  Answer good(String method, String path, @Nullable Buffer body) throws InterruptedException {
    Answer answer = ask(method, path, body);
    if (answer.status() / 100 != 2) {
      throw new BenchException(
          "%s %s answered %d: %s".formatted(method, path, answer.status(), answer.text()));
    }
    return answer;
  }

  /** Asks, whatever the answer. */
  Answer ask(String method, String path, @Nullable Buffer body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofMinutes(2))
            .header("content-type", "application/json")
            .header("x-api-key", key)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body.getBytes()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new BenchException("The server at %s does not answer: %s".formatted(url, e));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
