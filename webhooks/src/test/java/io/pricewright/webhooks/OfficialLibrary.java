package io.pricewright.webhooks;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The official Standard Webhooks library for Node.js, installed under the target folder. */
final class OfficialLibrary {
  private static final Path FOLDER = Path.of("target", "standardwebhooks");

  private OfficialLibrary() {}

  static OfficialLibrary installed() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "package-lock.json", "verify.mjs")) {
      Files.copy(
          Path.of("src", "test", "js", file),
          FOLDER.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(FOLDER.resolve("node_modules/standardwebhooks/package.json"))) {
      String done = run("", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      if (!done.startsWith("0 ")) {
        throw new IllegalStateException("npm ci failed; the test needs Node.js and npm: " + done);
      }
    }
    return new OfficialLibrary();
  }

  /** Returns the exit code, a space, and what the library said. */
  @SuppressWarnings("unused")
  String verify(String secret, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    JsonObject delivery = new JsonObject().put("secret", secret).put("body", body);
    JsonObject sent = new JsonObject();
    headers.forEach(sent::put);
    return run(delivery.put("headers", sent).encode(), "node", "verify.mjs");
  }

  private static String run(String input, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(String.join(" ", command) + " does not end");
    }
    return process.exitValue() + " " + said.strip();
  }
}
