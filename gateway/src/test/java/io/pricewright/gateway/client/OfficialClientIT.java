package io.pricewright.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.TestNode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs Node.js, npm and the npm registry or its cache. */
@Timeout(240)
final class OfficialClientIT {
  private static final Path FOLDER = Path.of("target", "official-client");

  @Test
  void drive_officialClient_everyCallSucceeds() throws Exception {
    install();
    Api api = TestNode.shared().tenant("development").api;
    Ended ended =
        run(
            Map.of("FLEXPRICE_SERVER_URL", api.url() + "/v1", "FLEXPRICE_API_KEY", api.key()),
            "node",
            "drive.mjs");
    assertThat(ended.code()).as(ended.said()).isZero();
    JsonObject results = new JsonObject(ended.said());
    assertThat(results.getJsonObject("getUsageByMeter").getValue("value").toString())
        .isEqualTo("1500.75");
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "package-lock.json", "drive.mjs")) {
      Files.copy(
          Path.of("src", "test", "js", file),
          FOLDER.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(FOLDER.resolve("node_modules/@flexprice/sdk/package.json"))) {
      Ended ended = run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      assertThat(ended.code()).as("npm ci: " + ended.said()).isZero();
    }
  }

  private record Ended(int code, String said) {}

  private static Ended run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " does not end");
    }
    return new Ended(process.exitValue(), said.strip());
  }
}
