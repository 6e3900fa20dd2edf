package io.pricewright.gateway.cli.thing;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.ScriptStep;
import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists things, a line each, the newest first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists them, a line each, the newest first.")
final class ListThings extends ScriptStep {
  private static final int MOST = 1_000;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private ServerOptions server;

  @Option(names = "--limit", defaultValue = "50", description = "how many, up to 1000; default 50")
  private int limit = 50;

  @Option(names = "--offset", defaultValue = "0", description = "how many to pass over")
  private int offset;

  @Option(
      names = "--where",
      paramLabel = "FIELD=VALUE",
      description = "only those; what the API's list can be asked by")
  private List<String> where = new ArrayList<>();

  @Option(names = "--json", description = "whole objects, one a line")
  private boolean json;

  private final Kind kind;

  ListThings(Kind kind) {
    this.kind = kind;
  }

  @Override
  protected int run() throws InterruptedException {
    if (limit < 1 || limit > MOST || offset < 0) {
      throw new CliException("--limit is 1 to %d, and --offset is not below 0.".formatted(MOST));
    }
    List<Json.Obj> things =
        array(kind == Kind.EVENT ? events() : server.get(query()), kind.lines());
    if (json) {
      things.forEach(thing -> say(thing.text()));
    } else {
      table(things);
    }
    return 0;
  }

  private String query() {
    StringBuilder path =
        new StringBuilder(kind.path()).append("?limit=").append(limit).append("&offset=");
    path.append(offset);
    Fields.object(where)
        .fields()
        .forEach(
            (name, value) ->
                path.append('&')
                    .append(ServerOptions.encoded(name))
                    .append('=')
                    .append(
                        ServerOptions.encoded(
                            value instanceof Json.Str text ? text.value() : value.text())));
    return path.toString();
  }

  private Json.Obj events() throws InterruptedException {
    ServerOptions.Reply reply =
        server.post(
            kind.path() + "/query",
            Fields.object(where).with("page_size", Json.of(limit)).with("offset", Json.of(offset)));
    if (!reply.good()) {
      throw ServerOptions.refused(reply);
    }
    return reply.body();
  }

  private static List<Json.Obj> array(Json.Obj of, String name) {
    List<Json.Obj> all = new ArrayList<>();
    if (of.get(name) instanceof Json.Arr items) {
      items.items().forEach(item -> all.add((Json.Obj) item));
    }
    return all;
  }

  private void table(List<Json.Obj> things) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(kind.columns());
    for (Json.Obj thing : things) {
      rows.add(kind.columns().stream().map(column -> Fields.text(thing, column)).toList());
    }
    int[] widths = new int[kind.columns().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      say(line.toString().stripTrailing());
    }
  }
}
