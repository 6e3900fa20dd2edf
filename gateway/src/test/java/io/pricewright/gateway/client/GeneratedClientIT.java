package io.pricewright.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.TestNode;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What strangers' tools make of {@code /openapi.json}: a validator finds nothing, and a TypeScript
 * client made of it compiles and drives the demo's story. Needs Node.js, npm and the npm registry
 * or its cache.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class GeneratedClientIT {
  /** Pairs that are of the API this server speaks; the router tries words before parameters. */
  private static final Set<Set<String>> AMBIGUOUS =
      Set.of(
          Set.of("/v1/customers/external/{external_id}", "/v1/customers/{id}/entitlements"),
          Set.of("/v1/customers/external/{external_id}", "/v1/customers/{id}/usage"),
          Set.of("/v1/customers/external/{external_id}", "/v1/customers/{id}/wallets"),
          Set.of("/v1/simulations/files/{id}", "/v1/simulations/{id}/events"));

  private static final Pattern PATHS = Pattern.compile("`(/[^`]*)`");

  private NodeProject project;
  private Api api;

  @BeforeAll
  void install() {
    project =
        NodeProject.install(
            "contract",
            "contract",
            List.of(
                "package.json", "package-lock.json", "tsconfig.json", "redocly.yaml", "story.ts"));
    api = TestNode.shared().tenant("development").api;
    project.write("openapi.json", api.get("/openapi.json").body());
  }

  @Test
  void document_byRecommendedRules_isFine() {
    String said =
        project
            .run(
                Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"),
                "node_modules/.bin/redocly",
                "lint",
                "--format=json",
                "--max-problems=1000",
                "openapi.json")
            .out();
    List<String> found =
        new JsonObject(said)
            .getJsonArray("problems").stream()
                .map(JsonObject.class::cast)
                .filter(problem -> !known(problem))
                .map(problem -> problem.getString("ruleId") + ": " + problem.getString("message"))
                .toList();
    assertThat(found).isEmpty();
  }

  private static boolean known(JsonObject problem) {
    Set<String> paths = new HashSet<>();
    Matcher named = PATHS.matcher(problem.getString("message"));
    while (named.find()) {
      paths.add(named.group(1));
    }
    return problem.getString("ruleId").equals("no-ambiguous-paths") && AMBIGUOUS.contains(paths);
  }

  @Test
  void client_generated_compilesStrictly_andDrivesTheStory() {
    var _ =
        project
            .run(
                "node_modules/.bin/openapi-typescript",
                "openapi.json",
                "--default-non-nullable=false",
                "--output=api.d.ts")
            .fine();
    var _ = project.run("node_modules/.bin/tsc", "--project", ".").fine();
    String said =
        project
            .run(
                Map.of("PRICEWRIGHT_URL", api.url(), "PRICEWRIGHT_KEY", api.key()),
                "node",
                "built/story.js")
            .fine();
    assertThat(new JsonObject(said).fieldNames().stream().collect(Collectors.toSet()))
        .contains("bulk", "receipt", "usage", "charged", "preview");
    assertThat(new JsonObject(said).getString("receipt")).isEqualTo("3.5");
    assertThat(new JsonObject(said).getString("charged")).isEqualTo("10.5");
    assertThat(new JsonObject(said).getValue("usage").toString()).isEqualTo("3");
  }
}
