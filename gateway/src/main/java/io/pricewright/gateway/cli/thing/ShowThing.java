package io.pricewright.gateway.cli.thing;

import io.pricewright.gateway.cli.script.PrettyJson;
import io.pricewright.gateway.cli.script.ScriptStep;
import io.pricewright.gateway.cli.script.ServerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one thing whole; of an event, its receipt. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one whole; of an event, its receipt.")
final class ShowThing extends ScriptStep {
  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private ServerOptions server;

  @Parameters(paramLabel = "ID", description = "its id, as a list shows it")
  private String id = "";

  private final Kind kind;

  ShowThing(Kind kind) {
    this.kind = kind;
  }

  @Override
  protected int run() throws InterruptedException {
    say(PrettyJson.of(server.get(kind.path(ServerOptions.encoded(id)))));
    return 0;
  }
}
