package io.pricewright.gateway.cli.script;

import io.pricewright.rules.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a rollout back. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Takes a rollout back from everybody, from now on or as if it had never been.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class RollbackCommand extends ScriptStep {
  @Parameters(paramLabel = "ROLLOUT", description = "Its id, roll_...")
  private String id;

  @Option(
      names = "--mode",
      defaultValue = "now",
      description = "now or reprice. Default: ${DEFAULT-VALUE}.")
  private String mode;

  @Option(names = "--reason", required = true, description = "Why; kept in the audit trail.")
  private String reason;

  @Mixin private ServerOptions server;

  @Override
  protected int run() throws InterruptedException {
    ServerOptions.Reply reply =
        server.post(
            "/v1/rollouts/%s/rollback".formatted(ServerOptions.encoded(id)),
            Json.Obj.EMPTY.with("reason", Json.of(reason)).with("mode", Json.of(mode)));
    if (!reply.good()) {
      throw ServerOptions.refused(reply);
    }
    Json.Obj found = reply.body();
    while (found.get("pending") != null) {
      Thread.sleep(300);
      found = server.get("/v1/rollouts/" + ServerOptions.encoded(id));
    }
    say("%s  %s".formatted(id, ServerOptions.text(found, "state")));
    return 0;
  }
}
