package io.pricewright.gateway.cli.script;

import io.pricewright.rules.json.Json;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Publishes a folder. */
@Command(
    name = "push",
    mixinStandardHelpOptions = true,
    description =
        "Publishes a folder as the next version of its name; the server's gate judges it.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class PushCommand extends ScriptStep {
  @Parameters(
      paramLabel = "FOLDER",
      description = "With price.js, schema.json, tests.json, manifest.json.")
  private Path folder;

  @Mixin private ServerOptions server;

  @Override
  protected int run() throws InterruptedException {
    ScriptFolder script = ScriptFolder.read(folder);
    Json.Obj body = body(script);
    ServerOptions.Reply reply = server.post("/v1/scripts", body);
    if (!reply.good()) {
      throw ServerOptions.refused(reply);
    }
    Json.Obj made = reply.body();
    String gate =
        made.get("gate") instanceof Json.Obj report ? ServerOptions.text(report, "status") : "";
    say(
        "published %s@%s  %s  gate: %s"
            .formatted(
                ServerOptions.text(made, "name"),
                ServerOptions.text(made, "version"),
                ServerOptions.text(made, "id"),
                gate));
    return 0;
  }

  /** Returns what publishes a folder. */
  static Json.Obj body(ScriptFolder script) {
    return Json.Obj.EMPTY
        .with("name", Json.of(script.name()))
        .with("source", Json.of(script.source()))
        .with("schema", script.schema())
        .with("tests", script.tests())
        .with("manifest", script.manifest())
        .with("description", Json.of(script.manifest().string("description")));
  }
}
