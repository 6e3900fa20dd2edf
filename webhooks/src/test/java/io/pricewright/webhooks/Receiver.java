package io.pricewright.webhooks;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** A real HTTP server on this machine that records what arrives and answers as the test says. */
final class Receiver {
  /** One request, its header names in lower case. */
  record Delivery(Map<String, String> headers, Buffer body) {
    String text() {
      return body.toString(StandardCharsets.UTF_8);
    }
  }

  final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  final int port;

  /**
   * Starts one.
   *
   * @param answer given the request and its number from 1, once the body is there
   */
  Receiver(Vertx vertx, BiConsumer<HttpServerRequest, Integer> answer) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              deliveries.add(new Delivery(headers(request), body));
                              answer.accept(request, deliveries.size());
                            }));
    port = server.listen(0, "127.0.0.1").await().actualPort();
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    return request.headers().entries().stream()
        .collect(
            Collectors.toMap(
                header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                Map.Entry::getValue,
                (first, second) -> first));
  }

  static void answer(HttpServerRequest request, int status) {
    request.response().setStatusCode(status).end();
  }
}
