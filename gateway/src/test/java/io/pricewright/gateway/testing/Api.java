package io.pricewright.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * A tenant's client of a node. Safe for many threads.
 *
 * @param url where the node answers
 * @param key the API key; empty sends none
 */
public record Api(String url, String key) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRIES = 60;
  private static final String ONCE = "Idempotency-Key";

  /** Returns a client of a node of this machine. */
  public static Api of(int port, String key) {
    return new Api("http://localhost:" + port, key);
  }

  /** Returns the same with another key. */
  public Api as(String other) {
    return new Api(url, other);
  }

  /**
   * Asks once. No answer in a minute counts as 503.
   *
   * @param headers name, value, name, value
   * @throws UncheckedIOException when the node does not answer at all
   */
  public Reply send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder draft =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (!key.isEmpty()) {
      draft.header("x-api-key", key);
    }
    if (headers.length > 0) {
      draft.headers(headers);
    }
    try {
      HttpResponse<String> raw = HTTP.send(draft.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(raw.statusCode(), raw.headers(), raw.body());
    } catch (HttpTimeoutException e) {
      return Reply.NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Asks once. */
  public Reply call(String method, String path, String body, String... headers) {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** Asks until the answer is known: again while the node says that it is busy. */
  public Reply insist(String method, String path, String body, String... headers) {
    Reply reply = call(method, path, body, headers);
    for (int attempt = 1; reply.busy() && attempt < TRIES; attempt++) {
      Waiting.pause(50);
      reply = call(method, path, body, headers);
    }
    return reply;
  }

  /** Reads once. */
  public Reply get(String path) {
    return call("GET", path, "");
  }

  /** Posts once. */
  public Reply post(String path, String body) {
    return call("POST", path, body);
  }

  /** Posts once under an Idempotency-Key; an empty one is none. */
  public Reply once(String under, String path, String body) {
    return under.isEmpty() ? post(path, body) : call("POST", path, body, ONCE, under);
  }

  /** Puts once. */
  public Reply put(String path, String body) {
    return call("PUT", path, body);
  }

  /** Deletes once. */
  public Reply delete(String path) {
    return call("DELETE", path, "");
  }

  /** Creates something, once however often it is sent, and returns its id. */
  public String made(String path, String body) {
    return insist("POST", path, body, ONCE, UUID.randomUUID().toString())
        .is(path.equals("/v1/wallets") ? 200 : 201)
        .text("id");
  }
}
