package io.pricewright.gateway.testing;

import io.pricewright.gateway.Server;
import io.pricewright.gateway.Settings;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node with a database of its own, one tenant and its key. */
public final class TestNode implements AutoCloseable {
  public final StoreAddresses stores = TestStores.freshDatabase();
  public final String key;
  private final Connection asOwner = connect(stores.owner());
  private final Settings settings;
  private final Server server;
  private boolean stopped;
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
    this(redisUri, clock, false);
  }

  /** Starts a node that may publish only what passes the gate. */
  public TestNode(String redisUri, Clock clock, boolean gateRequired) {
    this(redisUri, clock, gateRequired, null);
  }

  private TestNode(
      String redisUri, Clock clock, boolean gateRequired, @Nullable String webhookUrl) {
    letOwnerSee();
    String redis = redisUri.isEmpty() ? stores.redisUri() : redisUri;
    Settings plain = Settings.of(0, Path.of("target", "unused"), null, Map.of());
    settings =
        new Settings(
            0,
            plain.data(),
            stores.app(),
            stores.owner(),
            redis,
            null,
            plain.topic(),
            webhookUrl,
            webhookUrl == null ? null : "whsec_" + "c2VjcmV0".repeat(4),
            true,
            8,
            2,
            10_000,
            30_000,
            20_000,
            gateRequired);
    server = Server.start(settings, clock, TestWorkers.SHARED);
    key = server.createTenant("Acme", "production").apiKey();
  }

  /** Starts a node whose notifications nobody takes, so that they stay in the outbox. */
  public static TestNode keepingNotifications() {
    return new TestNode("", Clock.systemUTC(), false, "http://127.0.0.1:1/");
  }

  /** Starts another node on the same stores, which the caller closes. */
  public Server another() {
    return Server.start(settings, Clock.systemUTC(), TestWorkers.SHARED);
  }

  /** Ends the node; what is asked of its database goes on. */
  public void stop() {
    server.close();
    stopped = true;
  }

  /** Returns where the node answers. */
  public String url() {
    return "http://localhost:" + server.port();
  }

  /** Creates another tenant, and returns its key. */
  public String newTenant(String type) {
    return server.createTenant("Other", type).apiKey();
  }

  /** Sends bytes as they are. */
  public Reply send(String method, String path, byte[] body) {
    return sendAs(key, method, path, body);
  }

  /** Sends bytes as they are with another key, and with headers: name, value, name, value. */
  public Reply sendAs(String as, String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("x-api-key", as)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> raw = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
    if (reply.status() != (path.equals("/v1/wallets") ? 200 : 201)) {
      throw new AssertionError(path + ": " + reply.status() + " " + reply.body());
    }
    return reply.text("id");
  }

  /** Row level security binds the owner too, who would count nothing at all. */
  private void letOwnerSee() {
    execute(
        """
        do $$ declare t text;
        begin
          for t in select relname from pg_class where relforcerowsecurity loop
            execute format('create policy tests_see on %I for select to current_user using (true)', t);
          end loop;
        end $$""");
  }

  private static Connection connect(PgAddress owner) {
    try {
      return DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
    } catch (SQLException e) {
      throw new AssertionError("no connection", e);
    }
  }

  private void execute(String sql) {
    try (var statement = asOwner.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Asks for a number as the owner of the tables, who sees every tenant's rows here. */
  public long number(String sql) {
    try (var statement = asOwner.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Asks for the first column of some rows as text, as the owner of the tables. */
  public List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (var statement = asOwner.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
      return texts;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Override
  public void close() {
    if (!stopped) {
      server.close();
    }
    try {
      asOwner.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
