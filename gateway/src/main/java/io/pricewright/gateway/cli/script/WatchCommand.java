package io.pricewright.gateway.cli.script;

import io.pricewright.rules.json.Json;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a folder whenever one of its files changes. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Publishes a folder whenever it is saved; for a development environment.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class WatchCommand extends ScriptStep {
  private static final long LOOK_MS = 100;

  @Parameters(paramLabel = "FOLDER", description = "As of script push.")
  private Path folder;

  @Option(names = "--times", defaultValue = "0", hidden = true, description = "Ends after so many.")
  private int times;

  @Mixin private ServerOptions server;

  private String last = "";
  private Json.Obj published = Json.Obj.EMPTY;

  @Override
  protected int run() throws InterruptedException {
    server.refuseProduction("watch publishes whatever is saved");
    int done = 0;
    while (times == 0 || done < times) {
      if (publishedAnew()) {
        done++;
      }
      Thread.sleep(LOOK_MS);
    }
    return 0;
  }

  /** Publishes the folder when it is another than last time. */
  private boolean publishedAnew() throws InterruptedException {
    long noticed = System.nanoTime();
    try {
      Json.Obj body = PushCommand.body(ScriptFolder.read(folder));
      if (body.equals(published)) {
        return false;
      }
      published = body;
      last = "";
      ServerOptions.Reply reply = server.post("/v1/scripts", body);
      long millis = (System.nanoTime() - noticed) / 1_000_000;
      say(
          reply.good()
              ? "published %s@%s in %d ms; a save is noticed within %d ms"
                  .formatted(
                      ServerOptions.text(reply.body(), "name"),
                      ServerOptions.text(reply.body(), "version"),
                      millis,
                      LOOK_MS)
              : String.valueOf(ServerOptions.refused(reply).getMessage()));
      return true;
    } catch (CliException e) {
      // A file that is half saved: what is wrong with it is told once it stays so.
      String wrong = String.valueOf(e.getMessage());
      if (!wrong.equals(last)) {
        last = wrong;
        say(wrong);
      }
      return false;
    }
  }
}
