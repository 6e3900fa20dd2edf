package io.pricewright.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.TestNode;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs Node.js, npm and the npm registry or its cache. */
@Timeout(240)
final class OfficialClientIT {
  @Test
  void drive_officialClient_everyCallSucceeds() {
    NodeProject project =
        NodeProject.install(
            "", "official-client", List.of("package.json", "package-lock.json", "drive.mjs"));
    Api api = TestNode.shared().tenant("development").api;
    String said =
        project
            .run(
                Map.of("FLEXPRICE_SERVER_URL", api.url() + "/v1", "FLEXPRICE_API_KEY", api.key()),
                "node",
                "drive.mjs")
            .fine();
    assertThat(new JsonObject(said).getJsonObject("getUsageByMeter").getValue("value").toString())
        .isEqualTo("1500.75");
  }
}
