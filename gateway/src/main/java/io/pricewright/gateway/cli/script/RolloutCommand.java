package io.pricewright.gateway.cli.script;

import io.pricewright.rules.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a rollout of a published script and begins it. */
@Command(
    name = "rollout",
    mixinStandardHelpOptions = true,
    description = "Makes a new version of a price with a script, and brings it to customers.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
class RolloutCommand extends ScriptStep {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME[@VERSION]",
      description = "A published script; or give --simulation.")
  private @Nullable String script;

  @Option(
      names = "--simulation",
      paramLabel = "ID",
      description = "Rolls out what a simulation tried, with its parameters.")
  private @Nullable String simulation;

  @Option(
      names = "--price",
      description = "The price that gets a new version; of a simulation of one it may be left out.")
  private @Nullable String price;

  @Option(names = "--params", paramLabel = "JSON", defaultValue = "{}", description = "Parameters.")
  private String params;

  @Option(
      names = "--mode",
      defaultValue = "next_period",
      description = "next_period, at or reprice. Default: ${DEFAULT-VALUE}.")
  private String mode;

  @Option(names = "--at", description = "The instant of --mode at.")
  private @Nullable String at;

  @Option(names = "--percent", defaultValue = "100", description = "Share of the customers.")
  private String percent;

  @Option(names = "--customer", description = "Only this customer, by external id; repeatable.")
  private @Nullable List<String> customers;

  @Option(names = "--max-change", description = "Guard rail: most percent a customer may move.")
  private @Nullable String maxChange;

  @Option(names = "--reason", required = true, description = "Why; kept in the audit trail.")
  private String reason;

  @Mixin private ServerOptions server;

  /** Returns the step that begins it. */
  String action() {
    return "start";
  }

  @Override
  protected int run() throws InterruptedException {
    Map<String, Json> draft = new LinkedHashMap<>();
    what(draft);
    draft.put("mode", Json.of(mode));
    draft.put("percent", Json.of(percent));
    draft.put("reason", Json.of(reason));
    if (at != null) {
      draft.put("at", Json.of(at));
    }
    if (customers != null) {
      draft.put("external_customer_ids", new Json.Arr(customers.stream().map(Json::of).toList()));
    }
    if (maxChange != null) {
      draft.put("guard", Json.Obj.EMPTY.with("max_change_percent", Json.of(maxChange)));
    }
    String id = ServerOptions.text(posted("/v1/rollouts", new Json.Obj(draft)), "id");
    Json.Obj begun =
        posted(
            "/v1/rollouts/%s/%s".formatted(id, action()),
            Json.Obj.EMPTY.with("reason", Json.of(reason)));
    say("%s  %s".formatted(id, ServerOptions.text(begun, "state")));
    while (ServerOptions.text(begun, "state").equals("rolling_out")) {
      Thread.sleep(300);
      begun = server.get("/v1/rollouts/" + id);
    }
    say(
        "%s  %s  %s line items"
            .formatted(
                id,
                ServerOptions.text(begun, "state"),
                ServerOptions.text(begun, "line_items_reached")));
    return ServerOptions.text(begun, "state").equals("stopped") ? 1 : 0;
  }

  private void what(Map<String, Json> draft) throws InterruptedException {
    String named = script;
    if ((named == null) == (simulation == null)) {
      throw new CliException("Give either NAME[@VERSION] of a script, or --simulation ID.");
    }
    if (named != null && price == null) {
      throw new CliException("Give --price, the price that gets a new version.");
    }
    draft.put("name", Json.of(named == null ? simulation : named));
    if (price != null) {
      draft.put("price_id", Json.of(price));
    }
    if (named == null) {
      draft.put("simulation_id", Json.of(simulation));
    } else {
      draft.put("candidate", SimulateCommand.candidate(server.script(named), params));
    }
  }

  private Json.Obj posted(String path, Json.Obj body) throws InterruptedException {
    ServerOptions.Reply reply = server.post(path, body);
    if (!reply.good()) {
      throw ServerOptions.refused(reply);
    }
    return reply.body();
  }
}
