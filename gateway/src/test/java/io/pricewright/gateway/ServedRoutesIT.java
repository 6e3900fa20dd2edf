package io.pricewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.testing.TestWorkers;
import io.pricewright.rules.json.Json;
import io.pricewright.store.testing.TestStores;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document of a node and the routes that it serves. */
@ExtendWith(VertxExtension.class)
final class ServedRoutesIT {
  @Test
  void document_holdsExactlyTheServedRoutes(Vertx vertx) {
    TestSettings settings = TestSettings.DEFAULT.on(TestStores.freshDatabase());
    try (Server server = Server.start(settings.here(), Clock.systemUTC(), TestWorkers.SHARED)) {
      Set<String> documented = new HashSet<>();
      Parts.inner(Api.of(server.port(), "").get("/openapi.json").is(200).json(), "paths")
          .fields()
          .forEach(
              (path, methods) ->
                  ((Json.Obj) methods)
                      .fields()
                      .keySet()
                      .forEach(
                          method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));
      assertThat(documented)
          .isEqualTo(served(server.door().router(vertx).getRoutes()))
          .hasSizeGreaterThan(10);
    }
  }

  private static Set<String> served(Iterable<Route> routes) {
    Set<String> served = new HashSet<>();
    for (Route route : routes) {
      if (route.methods() != null && route.getPath() != null) {
        for (HttpMethod method : route.methods()) {
          served.add(method.name() + " " + route.getPath().replaceAll(":(\\w+)", "{$1}"));
        }
      }
    }
    return served;
  }
}
