package io.pricewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Relay;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.testing.TestWorkers;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a node's operator sees: its stopping, its store's silence, and a start that cannot be. */
final class OperationIT {
  private static final int CLIENTS = 24;

  /**
   * Each client sends one event after the other until it is told that the node stops. None is cut
   * off and none gets a 500: what was taken is answered, the next one is sent elsewhere.
   */
  @Test
  void stop_answersWhatItTook_andSendsAwayWhatIsNew() throws Exception {
    Server server = Server.start(settings(stores()), Clock.systemUTC(), TestWorkers.SHARED);
    String key = server.createTenant("Acme", "production").apiKey();
    URI events = URI.create("http://localhost:" + server.port() + "/v1/events");
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    CountDownLatch warm = new CountDownLatch(CLIENTS);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        all.add(clients.submit(() -> sendUntilSentAway(events, key, warm, wrong)));
      }
      warm.await();
      server.close();
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void sendUntilSentAway(
      URI events, String key, CountDownLatch warm, ConcurrentLinkedQueue<String> wrong) {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(events)
              .timeout(Duration.ofSeconds(30))
              .header("x-api-key", key)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"event_name\":\"call\",\"external_customer_id\":\"c\"}"))
              .build();
      int sent = 0;
      while (true) {
        var answer = http.send(request, BodyHandlers.ofString());
        if (++sent == 3) {
          warm.countDown();
        }
        Optional<String> connection = answer.headers().firstValue("connection");
        if (answer.statusCode() == 503) {
          if (!connection.equals(Optional.of("close"))
              || answer.headers().firstValue("retry-after").isEmpty()) {
            wrong.add("503 without a word of what to do: " + answer.headers().map());
          }
          return;
        }
        if (answer.statusCode() != 202) {
          wrong.add(answer.statusCode() + " " + answer.body());
          return;
        }
      }
    } catch (ConnectException gone) {
      // The node is gone, and had answered all that this client sent before.
    } catch (IOException | InterruptedException e) {
      wrong.add("cut off: " + e);
    }
  }

  /** A database that keeps its connections and says nothing: an answer in a few seconds. */
  @Test
  void database_frozen_is503_andServesAgainByItself() {
    StoreAddresses stores = stores();
    try (Relay relay = Relay.to(stores.app());
        Server server =
            Server.start(
                settings(new StoreAddresses(relay.address(), stores.owner(), stores.redisUri())),
                Clock.systemUTC(),
                TestWorkers.SHARED)) {
      Api api = Api.of(server.port(), server.createTenant("Acme", "production").apiKey());
      assertThat(customer(api, "before").status()).isEqualTo(201);
      relay.freeze();
      for (Reply silent : List.of(customer(api, "frozen"), api.get("/v1/customers"))) {
        silent.is(503);
        assertThat(silent.headers().firstValue("retry-after")).isPresent();
        assertThat(silent.body()).contains("does not answer");
      }
      relay.thaw();
      assertThat(customer(api, "after").status()).isEqualTo(201);
    }
  }

  private static Reply customer(Api api, String id) {
    return api.send(
        "POST",
        "/v1/customers",
        "{\"external_id\":\"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void port_inUse_isSaidBeforeAnythingStarts() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Settings settings = Settings.of(other.getLocalPort(), Path.of("target", "unused"), Map.of());
      assertThatThrownBy(() -> Server.start(settings, Clock.systemUTC(), TestWorkers.SHARED))
          .isInstanceOf(Server.StartException.class)
          .hasMessage(
              "Port %d of 127.0.0.1 cannot be had (Address already in use). Stop what uses it, or choose another with --port or --host."
                  .formatted(other.getLocalPort()));
    }
  }

  @Test
  void database_away_isSaidInOneLine() {
    Settings settings =
        Settings.of(
            0,
            Path.of("target", "unused"),
            Map.of(
                "PRICEWRIGHT_PG_URL", "postgresql://app:hunter2@127.0.0.1:1/billing",
                "PRICEWRIGHT_REDIS_URL", "redis://127.0.0.1:1"));
    assertThatThrownBy(() -> Server.start(settings, Clock.systemUTC(), TestWorkers.SHARED))
        .isInstanceOf(Server.StartException.class)
        .hasMessageStartingWith("PostgreSQL at app@127.0.0.1:1/billing cannot be used (")
        .hasMessageEndingWith("). Start it, or mend PRICEWRIGHT_PG_URL.")
        .hasMessageNotContaining("hunter2");
  }

  /** Who has the database gets in again; nobody is locked out by a key that was lost. */
  @Test
  void key_lost_isMadeAnewByCommand_andTheLastIsKept() {
    StoreAddresses stores = stores();
    try (Server server = Server.start(settings(stores), Clock.systemUTC(), TestWorkers.SHARED)) {
      String lost = server.createTenant("Acme", "production").apiKey();
      assertThat(server.createFirstTenant("First", "production")).isEmpty();
      Api first = Api.of(server.port(), lost);
      String id =
          String.valueOf(
              Parts.first(first.get("/v1/secrets/api/keys").json(), "items").string("id"));
      String path = "/v1/secrets/api/keys/" + id;
      Reply kept = first.send("DELETE", path, new byte[0]).is(400);
      assertThat(kept.body()).contains("the last key of this environment", "force=true");
      Api second = Api.of(server.port(), command(stores, "create").strip());
      assertThat(second.send("DELETE", path, new byte[0]).status()).isEqualTo(204);
      assertThat(second.get("/v1/customers").status()).isEqualTo(200);
      server.createTenant("Other", "development");
      assertThat(command(stores, "create"))
          .contains("Name one of its environments with --environment: env_", "development");
    }
  }

  private static String command(StoreAddresses stores, String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine line =
        new CommandLine(
                new KeyCommand(TestSettings.DEFAULT.on(stores).variables(), Clock.systemUTC()))
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true))
            .setExecutionExceptionHandler(
                (fault, command, parsed) -> {
                  said.write(String.valueOf(fault.getMessage()));
                  return 1;
                });
    line.execute(arguments);
    return said.toString();
  }

  /** Embedded stores are for one machine: nobody else's request gets in. */
  @Test
  void host_named_isTheOnlyOneListenedOn() throws IOException {
    try (Server server = Server.start(settings(stores()), Clock.systemUTC(), TestWorkers.SHARED)) {
      int port = server.port();
      new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close();
      assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral("127.0.0.2"), port).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  /** Without it a client that waits for the word before its body waits in vain. */
  @Test
  void expect_100continue_isAnswered() throws IOException {
    try (Server server = Server.start(settings(stores()), Clock.systemUTC(), TestWorkers.SHARED);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      String key = server.createTenant("Acme", "production").apiKey();
      byte[] body = "{\"external_id\":\"patient\"}".getBytes(StandardCharsets.UTF_8);
      String head =
          "POST /v1/customers HTTP/1.1\r\nHost: x\r\nx-api-key: %s\r\nContent-Length: %d\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
              .formatted(key, body.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      byte[] word = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue".length());
      assertThat(new String(word, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 100 Continue");
      socket.getOutputStream().write(body);
      String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(rest).contains("HTTP/1.1 201");
    }
  }

  private static StoreAddresses stores() {
    return TestStores.freshDatabase();
  }

  private static Settings settings(StoreAddresses stores) {
    return TestSettings.DEFAULT.on(stores).here().listeningOn("127.0.0.1");
  }
}
