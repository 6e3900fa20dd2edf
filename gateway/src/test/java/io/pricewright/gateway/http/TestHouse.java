package io.pricewright.gateway.http;

import io.pricewright.gateway.access.CreateTenant;
import io.pricewright.gateway.access.FindCaller;
import io.pricewright.gateway.access.ManageKeys;
import io.pricewright.gateway.catalogue.EntitlementRoutes;
import io.pricewright.gateway.catalogue.FeatureRoutes;
import io.pricewright.gateway.catalogue.MeterRoutes;
import io.pricewright.gateway.catalogue.PlanRoutes;
import io.pricewright.gateway.catalogue.PriceRoutes;
import io.pricewright.gateway.catalogue.ScriptRoutes;
import io.pricewright.gateway.catalogue.SeedScripts;
import io.pricewright.gateway.customer.CustomerRoutes;
import io.pricewright.gateway.script.JudgeScripts;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.subscription.SubscriptionRoutes;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.store.database.Database;
import io.pricewright.store.testing.TestStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server with a database of its own, and a client of it. */
final class TestHouse implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final Database database = Database.open(vertx, TestStores.freshDatabase().app().options(), 8);
  final EnvironmentClock clock = new EnvironmentClock(Clock.systemUTC());
  final Ids ids = new Ids();
  final GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults());
  final ScriptPool scripts = new ScriptPool(vertx, 1, 16);
  final JudgeScripts gate = new JudgeScripts(vertx, engine, engine, false);
  final CreateTenant createTenant =
      new CreateTenant(database, clock, ids, SeedScripts.shipped(ids, engine));
  final Door door;
  final HttpClient client = HttpClient.newHttpClient();
  final int port;

  /** An answer: status, body, headers. */
  record Reply(int status, Json json, HttpResponse<String> raw) {
    Json.Obj object() {
      return (Json.Obj) json;
    }

    Json.Obj inner(String name) {
      if (object().get(name) instanceof Json.Obj inner) {
        return inner;
      }
      throw new AssertionError("no object " + name + " in " + json.text());
    }

    Json.Arr array(String name) {
      if (object().get(name) instanceof Json.Arr array) {
        return array;
      }
      throw new AssertionError("no array " + name + " in " + json.text());
    }

    String text(String name) {
      String text = object().string(name);
      if (text == null) {
        throw new AssertionError("no " + name + " in " + json.text());
      }
      return text;
    }
  }

  TestHouse() {
    this(Door.MAX_BODY_BYTES);
  }

  TestHouse(int maxBodyBytes) {
    FindCaller callers = new FindCaller(database, Clock.systemUTC());
    Transactions transactions = new Transactions(database, clock);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new ManageKeys(callers, ids).routes(transactions));
    routes.addAll(new CustomerRoutes(ids).routes(transactions));
    routes.addAll(new ScriptRoutes(ids, gate).routes(transactions));
    routes.addAll(new MeterRoutes(ids).routes(transactions));
    routes.addAll(new FeatureRoutes(ids).routes(transactions));
    routes.addAll(new PlanRoutes(ids).routes(transactions));
    routes.addAll(new PriceRoutes(ids, clock).routes(transactions));
    routes.addAll(new EntitlementRoutes(ids).routes(transactions));
    routes.addAll(
        new SubscriptionRoutes(ids, io.pricewright.gateway.notice.Notices.SILENT)
            .routes(transactions));
    door = new Door(callers, routes, maxBodyBytes);
    port =
        await(vertx.createHttpServer().requestHandler(door.router(vertx)).listen(0)).actualPort();
  }

  String newKey() {
    return await(createTenant.create("Acme", "production")).apiKey();
  }

  io.pricewright.rules.tenancy.Scope scopeOf(String key) {
    return await(new FindCaller(database, Clock.systemUTC()).find(key)).orElseThrow().scope();
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Reply call(String method, String path, String key, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("x-api-key", key)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  Reply get(String path, String key) {
    return call("GET", path, key, "");
  }

  Reply post(String path, String key, String body) {
    return call("POST", path, key, body);
  }

  Reply send(HttpRequest request) {
    try {
      HttpResponse<String> raw = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(raw.statusCode(), JsonReader.parse(raw.body()), raw);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    await(database.close());
    await(vertx.close());
    gate.close();
    scripts.close();
    engine.close();
  }
}
