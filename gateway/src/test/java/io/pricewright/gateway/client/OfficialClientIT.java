package io.pricewright.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.TestNode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs Node.js, npm and the npm registry or its cache. */
@Timeout(240)
final class OfficialClientIT {
  /**
   * Another build of the client may be named by {@code PRICEWRIGHT_OFFICIAL_CLIENT}, the path of
   * its {@code index.js}; of that, only failures count.
   */
  @Test
  void everyMethod_whoseRouteExists_succeeds() throws IOException {
    NodeProject project =
        NodeProject.install(
            "",
            "official-client",
            List.of("package.json", "package-lock.json", "drive.mjs", "every.mjs"));
    Map<String, String> settings = new HashMap<>(settings());
    String other = System.getenv("PRICEWRIGHT_OFFICIAL_CLIENT");
    JsonObject installed = new JsonObject(project.run(settings, "node", "every.mjs").fine());
    assertThat(installed.getJsonObject("failed").encodePrettily()).isEqualTo("{ }");
    assertThat(installed.getJsonArray("passed")).hasSizeGreaterThanOrEqualTo(63);
    // What the server has no route for: a line goes when there is one, and none is added.
    assertThat(installed.getJsonArray("missing").stream().map(Object::toString))
        .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/js/not-yet.txt")));
    if (other != null) {
      settings.put("FLEXPRICE_CLIENT", other);
      JsonObject newer = new JsonObject(project.run(settings, "node", "every.mjs").fine());
      assertThat(newer.getJsonObject("failed").encodePrettily()).isEqualTo("{ }");
    }
  }

  private static Map<String, String> settings() {
    Api api = TestNode.shared().tenant("development").api;
    return Map.of("FLEXPRICE_SERVER_URL", api.url() + "/v1", "FLEXPRICE_API_KEY", api.key());
  }

  @Test
  void drive_officialClient_everyCallSucceeds() {
    NodeProject project =
        NodeProject.install(
            "",
            "official-client",
            List.of("package.json", "package-lock.json", "drive.mjs", "every.mjs"));
    String said = project.run(settings(), "node", "drive.mjs").fine();
    assertThat(new JsonObject(said).getJsonObject("getUsageByMeter").getValue("value").toString())
        .isEqualTo("1500.75");
  }
}
