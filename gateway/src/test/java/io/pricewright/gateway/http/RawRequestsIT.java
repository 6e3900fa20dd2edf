package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that no client library sends: each gets a problem that says what is wrong, never a 5xx.
 */
final class RawRequestsIT {
  private final Scene scene = TestNode.shared().tenant();
  private final URI node = URI.create(TestNode.shared().url());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/healthz?%zz",
        "/healthz?a=%",
        "/v1/customers?limit=%f",
        "/v1/customers?%c3%28=1&limit=%%",
        "/v1/customers/%zz",
        "/openapi.json?x=%u0041"
      })
  void query_thatCannotBeDecoded_is400(String target) {
    String said = say("GET %s HTTP/1.1", "x-api-key: " + scene.api.key(), "", target);
    assertThat(status(said)).isBetween(200, 499);
    if (status(said) != 200) {
      assertThat(said).contains("application/problem+json");
    }
  }

  @Test
  void query_malformed_saysSo() {
    String said = say("GET %s HTTP/1.1", "", "", "/healthz?%zz");
    assertThat(said).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed_request\"");
  }

  @Test
  void path_tooLong_is414InTheSameForm() {
    String said = say("GET %s HTTP/1.1", "", "", "/v1/customers?x=" + "a".repeat(9_000));
    assertThat(said)
        .contains(" 414 ")
        .contains("application/problem+json", "\"code\":\"uri_too_long\"", "request_id");
  }

  @Test
  void headers_tooLong_are431() {
    String said = say("GET %s HTTP/1.1", "x-api-key: " + "k".repeat(40_000), "", "/healthz");
    assertThat(said).startsWith("HTTP/1.1 431").contains("\"code\":\"headers_too_large\"");
  }

  @Test
  void body_badlyChunked_isRefusedOrItsConnectionClosed() {
    String said =
        say(
            "POST %s HTTP/1.1",
            "Transfer-Encoding: chunked\r\nx-api-key: " + scene.api.key(),
            "zz\r\n{}\r\n",
            "/v1/customers");
    assertThat(said)
        .satisfiesAnyOf(
            answer -> assertThat(answer).isEmpty(),
            answer ->
                assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json"));
  }

  /** Thirty million bytes of empty events would be a billion bytes of objects. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|{\"events\":[|{},|/events",
        "application/json|[|{},|",
        "application/cloudevents-batch+json|[|{},|",
        "application/x-ndjson||{}~|/events",
        "application/json|{\"events\":[{\"properties\":{\"a\":[|1,|-",
        "application/json|{\"events\":[{\"properties\":{\"a\":}|1,|-",
        "application/json|{\"events\":[{\"properties\":{\"a\":\"|\u00e9|-"
      })
  void body_thatCannotBeUsed_isRefusedBeforeItHasCome(
      String type, @Nullable String begin, String again, @Nullable String pointer)
      throws IOException {
    String head =
        "POST /v1/events/bulk HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nx-api-key: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(type, scene.api.key(), 31 << 20);
    byte[] more = again.replace("~", "\n").repeat(16 * 1024).getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(node.getHost(), node.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write((head + (begin == null ? "" : begin)).getBytes(StandardCharsets.UTF_8));
      int sent = 0;
      while (socket.getInputStream().available() == 0 && sent < 24 << 20) {
        out.write(more);
        sent += more.length;
        Waiting.pause(5);
      }
      assertThat(sent).as("bytes before the answer").isLessThan(12 << 20);
      byte[] some = new byte[8_192];
      String said = new String(some, 0, socket.getInputStream().read(some), StandardCharsets.UTF_8);
      assertThat(said).startsWith("HTTP/1.1 400").containsIgnoringCase("connection: close");
      assertThat(said)
          .contains(
              "-".equals(pointer)
                  ? "\"code\":\"malformed_body\""
                  : "\"pointer\":\"%s\",\"code\":\"out_of_range\""
                      .formatted(pointer == null ? "" : pointer));
    }
  }

  /** Nobody without a key fills the room by a body that is not asked for. */
  @Test
  void body_thatIsNotAskedFor_isNotKept() {
    String head = "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 40000";
    assertThat(say(node, head, "")).startsWith("HTTP/1.1 413");
    String chunked = "GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked";
    assertThat(say(node, chunked, "8000\r\n" + "x".repeat(0x8000) + "\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  /** A door of its own, with little room and little patience. */
  @Test
  void body_withoutRoomOrTooSlow_isRefused_andTheRoomComesBack() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Room room = new Room(120_000);
      Route echo =
          Route.post("/echo", "", "Says how much came.", 200, Body.ANY, Body.ANY, CheckedEcho::size)
              .open();
      Door door =
          new Door(
              key -> Future.succeededFuture(Optional.empty()),
              List.of(echo),
              80_000,
              Duration.ofMillis(300),
              room,
              (route, status, took) -> {});
      HttpServer server =
          vertx
              .createHttpServer()
              .requestHandler(door.router(vertx))
              .listen(0)
              .toCompletionStage()
              .toCompletableFuture()
              .get();
      URI own = URI.create("http://localhost:" + server.actualPort());
      try (Socket slow = new Socket(own.getHost(), own.getPort());
          Socket slower = new Socket(own.getHost(), own.getPort())) {
        for (Socket one : List.of(slow, slower)) {
          one.setSoTimeout(10_000);
          one.getOutputStream()
              .write(
                  ("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n"
                          + "a".repeat(50_000))
                      .getBytes(StandardCharsets.US_ASCII));
        }
        awaitHeld(room, 100_000);
        String third =
            say(own, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 30000", "b".repeat(30_000));
        assertThat(third).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
        String late = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(late).startsWith("HTTP/1.1 408").contains("\"code\":\"body_too_slow\"");
      }
      awaitHeld(room, 0);
      // 9,000 values are too much for the half that one may have; 900 are not.
      String values =
          say(own, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 18000", "1,".repeat(9_000));
      assertThat(values).startsWith("HTTP/1.1 413").contains("more values");
      assertThat(
              say(own, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1800", "1,".repeat(900)))
          .startsWith("HTTP/1.1 200");
      awaitHeld(room, 0);
      String last =
          say(own, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 60000", "c".repeat(60_000));
      assertThat(last).startsWith("HTTP/1.1 200").contains("60000");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static final class CheckedEcho {
    static Future<Answer> size(Request request) {
      return Future.succeededFuture(
          Answer.ok(io.pricewright.rules.json.Json.of(request.body().length())));
    }
  }

  private static void awaitHeld(Room room, long bytes) throws InterruptedException {
    for (int i = 0; i < 200 && room.held() != bytes; i++) {
      Thread.sleep(20);
    }
    assertThat(room.held()).isEqualTo(bytes);
  }

  private static int status(String said) {
    return Integer.parseInt(said.substring(9, 12));
  }

  private String say(String line, String headers, String body, String target) {
    String head = line.formatted(target) + "\r\nHost: x\r\nConnection: close";
    return say(node, headers.isEmpty() ? head : head + "\r\n" + headers, body);
  }

  /** Says a head and a body, and returns all that is answered within two seconds. */
  private static String say(URI to, String head, String body) {
    try (Socket socket = new Socket(to.getHost(), to.getPort())) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
      StringBuilder said = new StringBuilder();
      byte[] some = new byte[8_192];
      try {
        for (int n = socket.getInputStream().read(some);
            n >= 0;
            n = socket.getInputStream().read(some)) {
          said.append(new String(some, 0, n, StandardCharsets.UTF_8));
          if (said.indexOf("\r\n\r\n") > 0 && said.charAt(said.length() - 1) == '}') {
            break;
          }
        }
      } catch (java.net.SocketTimeoutException e) {
        // What came is all there is.
      }
      return said.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
