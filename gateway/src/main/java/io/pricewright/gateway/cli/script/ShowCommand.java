package io.pricewright.gateway.cli.script;

import io.pricewright.rules.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a version. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a version: what it is, what the gate said, and its text.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class ShowCommand extends ScriptStep {
  @Parameters(paramLabel = "NAME[@N]", description = "Without a number: the newest.")
  private String label;

  @Mixin private ServerOptions server;

  @Override
  protected int run() throws InterruptedException {
    Json.Obj script = server.script(label);
    say(
        "%s@%s  %s  %s"
            .formatted(
                ServerOptions.text(script, "name"),
                ServerOptions.text(script, "version"),
                ServerOptions.text(script, "id"),
                ServerOptions.text(script, "created_at")));
    say("sha256 " + ServerOptions.text(script, "sha256"));
    say("gate   " + ServerOptions.text(script, "gate"));
    say("");
    say(ServerOptions.text(script, "source"));
    return 0;
  }
}
