package io.pricewright.gateway.cli.thing;

import io.pricewright.gateway.cli.script.PrettyJson;
import io.pricewright.gateway.cli.script.ScriptStep;
import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one thing of fields. */
@Command(
    name = "make",
    mixinStandardHelpOptions = true,
    description = {
      "Makes one of fields, and shows it.",
      "A text is name=text; a number, an object or a list is name:=JSON; a dot leads into an"
          + " object:",
      "  price make entity_type=PLAN entity_id=plan_1 meter_id=meter_1 type=USAGE",
      "    billing_model=FLAT_FEE amount=0.01 currency=usd billing_period=MONTHLY",
      "  event make event_name=call external_customer_id=acme properties.tokens:=1200"
    })
final class MakeThing extends ScriptStep {
  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private ServerOptions server;

  @Parameters(arity = "1..*", paramLabel = "FIELD=VALUE", description = "what it is made of")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--once",
      paramLabel = "KEY",
      description = "an Idempotency-Key: given again, nothing is made again")
  private @Nullable String once;

  private final Kind kind;

  MakeThing(Kind kind) {
    this.kind = kind;
  }

  @Override
  protected int run() throws InterruptedException {
    Json.Obj object = Fields.object(fields);
    ServerOptions.Reply reply = server.call("POST", kind.path(), object, once);
    if (!reply.good()) {
      throw ServerOptions.refused(reply);
    }
    say(PrettyJson.of(reply.body()));
    return 0;
  }
}
