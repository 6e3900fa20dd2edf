package io.pricewright.gateway.testing;

import io.pricewright.gateway.Server;
import io.pricewright.gateway.Settings;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

/** A node with a database of its own, one tenant and its key. */
public final class TestNode implements AutoCloseable {
  public final StoreAddresses stores = TestStores.freshDatabase();
  public final String key;
  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  /** An answer. */
  public record Reply(int status, String type, String body) {
    public Json.Obj json() {
      return JsonReader.parseObject(body);
    }

    public String text(String name) {
      return String.valueOf(json().string(name));
    }
  }

  /** Starts a node that uses the shared Redis. */
  public TestNode() {
    this("", Clock.systemUTC());
  }

  /** Starts a node; an empty URI stands for the shared Redis. */
  public TestNode(String redisUri, Clock clock) {
    String redis = redisUri.isEmpty() ? stores.redisUri() : redisUri;
    Settings plain = Settings.of(0, Path.of("target", "unused"), null, Map.of());
    server =
        Server.start(
            new Settings(
                0,
                plain.data(),
                stores.app(),
                stores.owner(),
                redis,
                null,
                plain.topic(),
                null,
                null,
                true,
                8,
                2,
                10_000,
                30_000,
                1_000),
            clock);
    key = server.createTenant("Acme", "production").apiKey();
  }

  /** Sends bytes as they are. */
  public Reply send(String method, String path, byte[] body) {
    try {
      HttpResponse<String> raw =
          client.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                  .header("x-api-key", key)
                  .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Reply(
          raw.statusCode(), raw.headers().firstValue("content-type").orElse(""), raw.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  public Reply get(String path) {
    return send("GET", path, new byte[0]);
  }

  public Reply post(String path, String body) {
    return send("POST", path, body.getBytes(StandardCharsets.UTF_8));
  }

  public Reply put(String path, String body) {
    return send("PUT", path, body.getBytes(StandardCharsets.UTF_8));
  }

  public Reply delete(String path) {
    return send("DELETE", path, new byte[0]);
  }

  /** Creates something, and returns its id. */
  public String made(String path, String body) {
    Reply reply = post(path, body);
    if (reply.status() != 201) {
      throw new AssertionError(path + ": " + reply.status() + " " + reply.body());
    }
    return reply.text("id");
  }

  /** Counts rows as the owner of the tables, past row level security where that is allowed. */
  public long number(String sql) {
    var owner = stores.owner();
    try (var connection =
            DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
