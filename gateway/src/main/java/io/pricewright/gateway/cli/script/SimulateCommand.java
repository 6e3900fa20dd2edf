package io.pricewright.gateway.cli.script;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Simulates a published script on stored usage. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Shows who would pay what if a price used another script or other parameters.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class SimulateCommand extends ScriptStep {
  private static final int BAR = 30;

  @Parameters(paramLabel = "NAME[@VERSION]", description = "A published script.")
  private String script;

  @Option(names = "--price", required = true, description = "The price it is tried on.")
  private String price;

  @Option(names = "--params", paramLabel = "JSON", defaultValue = "{}", description = "Parameters.")
  private String params;

  @Option(names = "--from", required = true, description = "Begin, such as 2026-01-01T00:00:00Z.")
  private String from;

  @Option(names = "--to", required = true, description = "First instant after it.")
  private String to;

  @Option(names = "--html", paramLabel = "FILE", description = "Also write the report as a page.")
  private @Nullable Path html;

  @Mixin private ServerOptions server;

  @Override
  protected int run() throws InterruptedException {
    Json.Obj tried = server.script(script);
    Json.Obj question =
        Json.Obj.EMPTY
            .with("price_id", Json.of(price))
            .with("from", Json.of(from))
            .with("to", Json.of(to))
            .with("candidate", candidate(tried, params));
    ServerOptions.Reply reply = server.post("/v1/simulations", question);
    if (!reply.good()) {
      throw ServerOptions.refused(reply);
    }
    Json.Obj found = reply.body();
    while (ServerOptions.text(found, "status").equals("running")) {
      Thread.sleep(200);
      found = server.get("/v1/simulations/" + ServerOptions.text(found, "id"));
      show(found);
    }
    say("");
    if (!(found.get("report") instanceof Json.Obj report)) {
      throw new CliException(
          "the simulation is %s: %s"
              .formatted(ServerOptions.text(found, "status"), ServerOptions.text(found, "error")));
    }
    tell(report);
    if (html != null) {
      String page =
          server.raw(
              "/v1/simulations/%s/report?format=html".formatted(ServerOptions.text(found, "id")));
      try {
        Files.writeString(html, page);
      } catch (IOException e) {
        throw new CliException("%s cannot be written: %s".formatted(html, e.getMessage()));
      }
    }
    return 0;
  }

  static Json.Obj candidate(Json.Obj tried, String params) {
    return Json.Obj.EMPTY
        .with(
            "script",
            Json.Obj.EMPTY
                .with("name", Json.of(ServerOptions.text(tried, "name")))
                .with("version", Json.of(Long.parseLong(ServerOptions.text(tried, "version")))))
        .with("params", JsonReader.parseObject(params));
  }

  private void show(Json.Obj found) {
    if (found.get("progress") instanceof Json.Obj progress) {
      String share = ServerOptions.text(progress, "share");
      int done =
          new BigDecimal(share.isEmpty() ? "0" : share)
              .multiply(BigDecimal.valueOf(BAR))
              .intValue();
      print(
          "\r[%s%s] %s, %s events "
              .formatted(
                  "#".repeat(done),
                  ".".repeat(BAR - done),
                  ServerOptions.text(progress, "stage"),
                  ServerOptions.text(progress, "events")));
    }
  }

  private void tell(Json.Obj report) {
    for (Json item : ServerOptions.items(report, "variants")) {
      Json.Obj variant = (Json.Obj) item;
      say(
          "%-14s %18s %s   %s"
              .formatted(
                  ServerOptions.text(variant, "name"),
                  ServerOptions.text(variant, "total"),
                  ServerOptions.text(report, "currency"),
                  ServerOptions.text(variant, "role").equals("candidate")
                      ? Ink.signed(ServerOptions.text(variant, "difference"))
                      : ""));
    }
    for (Json item : ServerOptions.items(report, "comparisons")) {
      Json.Obj of = (Json.Obj) item;
      say(
          "%s customers pay more (%s), %s less (%s), %s the same"
              .formatted(
                  ServerOptions.text(of, "pays_more"),
                  Ink.signed(ServerOptions.text(of, "more")),
                  ServerOptions.text(of, "pays_less"),
                  Ink.signed(ServerOptions.text(of, "less")),
                  ServerOptions.text(of, "pays_same")));
      for (String list : List.of("up", "down")) {
        for (Json mover : ServerOptions.items(of, list)) {
          Json.Obj one = (Json.Obj) mover;
          say(
              "  %-24s %16s -> %16s  %s"
                  .formatted(
                      ServerOptions.text(one, "external_id"),
                      ServerOptions.text(one, "baseline"),
                      ServerOptions.text(one, "candidate"),
                      Ink.signed(ServerOptions.text(one, "difference"))));
        }
      }
    }
    if (!ServerOptions.text(report, "error_count").equals("0")) {
      say("%s times there was no price".formatted(ServerOptions.text(report, "error_count")));
    }
  }
}
