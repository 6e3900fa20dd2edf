package io.pricewright.gateway.cli.script;

import io.pricewright.rules.json.Json;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what is published. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the versions on a server, with what the gate said of each.")
final class ListCommand extends ScriptStep {
  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private ServerOptions server;

  @Override
  protected int run() throws InterruptedException {
    List<Json.Obj> scripts =
        server.scripts(null).stream()
            .sorted(
                Comparator.comparing((Json.Obj s) -> ServerOptions.text(s, "name"))
                    .thenComparing(s -> Integer.valueOf(ServerOptions.text(s, "version"))))
            .toList();
    for (Json.Obj script : scripts) {
      String gate =
          script.get("gate") instanceof Json.Obj report ? ServerOptions.text(report, "status") : "";
      say(
          "%-32s %-8s %s  %s"
              .formatted(
                  ServerOptions.text(script, "name") + "@" + ServerOptions.text(script, "version"),
                  gate,
                  ServerOptions.text(script, "sha256").substring(0, 12),
                  ServerOptions.text(script, "description")));
    }
    return 0;
  }
}
