package io.pricewright.gateway.cli.script;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs what a live event gave to its script against the code of a folder: what a price was made of,
 * or what a parked event would give it now.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a live event's recorded input against a folder's code; shows both results.",
      "Of a parked event it shows what its script said, and what the folder's code makes of it now."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class ReplayCommand extends ScriptStep {
  @Parameters(paramLabel = "EVENT_ID", description = "The id the event was sent with.")
  private String event;

  @Option(
      names = "--folder",
      required = true,
      paramLabel = "F",
      description = "The folder with price.js.")
  private Path folder;

  @Mixin private ServerOptions server;

  @Override
  protected int run() throws InterruptedException {
    ScriptFolder script = ScriptFolder.read(folder);
    Json.Obj receipt = server.get("/v1/events/receipt?event_id=" + ServerOptions.encoded(event));
    int replayed = 0;
    try (GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults())) {
      ScriptKind kind = engine.check(script.linked());
      ScriptVersion local =
          new ScriptVersion(
              new ScriptId("script_local"), "local", 1, "local", kind, script.linked());
      // What was taken back costs nothing now.
      String cost = "voided".equals(receipt.string("outcome")) ? "first_amount" : "amount";
      List<Json> entries =
          receipt.get("entries") instanceof Json.Arr list ? list.items() : List.of();
      for (Json entry : entries) {
        replayed += entry((Json.Obj) entry, cost, engine, local);
      }
    }
    if (replayed == 0) {
      throw new CliException(
          "No script priced the event '%s' (outcome %s), so there is no input to replay."
              .formatted(event, ServerOptions.text(receipt, "outcome")));
    }
    return 0;
  }

  private int entry(Json.Obj entry, String cost, GraalScriptEngine engine, ScriptVersion local) {
    if (entry.get("failure") instanceof Json.Obj failure) {
      return parked(entry, failure, engine, local);
    }
    if (!(entry.get("price_after") instanceof Json.Obj after)) {
      return 0;
    }
    say(
        "%s by %s, meter %s: charged %s %s"
            .formatted(
                event,
                ServerOptions.text(entry, "script"),
                ServerOptions.text(entry, "meter_id"),
                ServerOptions.text(entry, cost),
                ServerOptions.text(entry, "currency")));
    BigDecimal now = evaluation("with the event", after, engine, local);
    BigDecimal before =
        entry.get("price_before") instanceof Json.Obj without
            ? evaluation("without it", without, engine, local)
            : BigDecimal.ZERO;
    if (now != null && before != null) {
      String amount = Money.plain(now.subtract(before)).toPlainString();
      boolean same = amount.equals(ServerOptions.text(entry, cost));
      say("local code charges " + (same ? good(amount + ", the same") : bad(amount)));
    }
    return 1;
  }

  private int parked(
      Json.Obj entry, Json.Obj failure, GraalScriptEngine engine, ScriptVersion local) {
    say(
        "%s by %s, meter %s: parked, %s"
            .formatted(
                event,
                ServerOptions.text(failure, "script"),
                ServerOptions.text(entry, "meter_id"),
                ServerOptions.text(entry, "reason")));
    String detail = failure.string("detail");
    if (detail != null) {
      say("  said      " + bad(detail));
    }
    if (!(entry.get("input_after") instanceof Json.Obj after)) {
      say("  what its script would see now is not known: rate the event again");
      return 1;
    }
    BigDecimal now = asked("with the event", after, engine, local);
    BigDecimal before =
        entry.get("input_before") instanceof Json.Obj without
            ? asked("without it", without, engine, local)
            : BigDecimal.ZERO;
    if (now != null && before != null) {
      say("local code would charge " + good(Money.plain(now.subtract(before)).toPlainString()));
    }
    return 1;
  }

  private @Nullable BigDecimal asked(
      String which, Json.Obj input, GraalScriptEngine engine, ScriptVersion local) {
    say("  " + which + ", " + input.fields().getOrDefault("subject", Json.nothing()).text());
    return local(input, engine, local);
  }

  private @Nullable BigDecimal evaluation(
      String which, Json.Obj recorded, GraalScriptEngine engine, ScriptVersion local) {
    if (!(recorded.get("input") instanceof Json.Obj input)) {
      throw new CliException("The server's receipt has no input: it is older than this command.");
    }
    say("  " + which + ", " + input.fields().getOrDefault("subject", Json.nothing()).text());
    say(
        "    recorded  %s, %s steps"
            .formatted(
                ServerOptions.text(recorded, "amount"), ServerOptions.text(recorded, "steps")));
    if (recorded.get("lines") instanceof Json.Arr lines) {
      lines.items().forEach(line -> say("      " + line((Json.Obj) line)));
    }
    return local(input, engine, local);
  }

  private @Nullable BigDecimal local(
      Json.Obj input, GraalScriptEngine engine, ScriptVersion local) {
    ScriptOutcome outcome =
        engine
            .evaluate(
                local,
                List.of(
                    new ScriptInput(
                        part(input, "subject"), part(input, "params"), part(input, "context"))))
            .getFirst();
    return switch (outcome) {
      case ScriptOutcome.Failed failed -> {
        say("    local     " + bad("fails: " + failed.detail()));
        yield null;
      }
      case ScriptOutcome.Priced priced -> {
        BigDecimal amount = Money.round12(priced.amount());
        say("    local     %s, %d steps".formatted(amount.toPlainString(), priced.steps()));
        priced.lines().forEach(line -> say("      " + line(line)));
        yield amount;
      }
    };
  }

  private static String part(Json.Obj input, String name) {
    return input.fields().getOrDefault(name, Json.Obj.EMPTY).text();
  }

  private static String line(Json.Obj line) {
    String quantity = ServerOptions.text(line, "quantity");
    String unit = ServerOptions.text(line, "unit_price");
    return shown(
        ServerOptions.text(line, "label"), quantity, unit, ServerOptions.text(line, "amount"));
  }

  private static String line(ScriptLine line) {
    BigDecimal quantity = line.quantity();
    BigDecimal unit = line.unitPrice();
    return shown(
        line.label(),
        quantity == null ? "" : quantity.toPlainString(),
        unit == null ? "" : unit.toPlainString(),
        line.amount().toPlainString());
  }

  private static String shown(String label, String quantity, String unit, String amount) {
    String product = quantity.isEmpty() || unit.isEmpty() ? "" : quantity + " x " + unit + " = ";
    return label + ": " + product + amount;
  }
}
