package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.ServerOptions;
import java.io.Console;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an environment as a file says. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = "Shows what diff shows, asks, and makes an environment as the file says.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class ApplyCommand extends CatalogueStep {
  @Parameters(paramLabel = "FILE", description = "A catalogue, as export writes it.")
  private Path file;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--effective-from",
      defaultValue = "now",
      description =
          "When changed prices hold: now, next-period, or an instant. Default: ${DEFAULT-VALUE}.")
  private String effectiveFrom;

  @Option(names = "--no-money", description = "Do not look for whom it touches.")
  private boolean noMoney;

  @Mixin private ServerOptions server;

  @Override
  protected int run() throws InterruptedException {
    Beginning beginning = Beginning.of(effectiveFrom);
    Found found = compare(file, server);
    show(found, noMoney ? null : new MeasureTouch(server, found.served(), found.file().document()));
    refuseImpossible(found, file);
    if (found.differences().none()) {
      return 0;
    }
    Map<Handle, Instant> from = beginning.of(server, found.served(), found.differences());
    from.forEach((price, at) -> say("%s from %s".formatted(price, at)));
    if (!yes && !agreed()) {
      say("nothing was changed");
      return 1;
    }
    new ApplyChanges(server, found.file().document(), found.served(), from, this::say)
        .apply(found.differences().real());
    say(good("applied %d changes".formatted(found.differences().real().size())));
    return 0;
  }

  @SuppressWarnings("SystemConsoleNull") // it is null where jdk.console names the old one
  private static boolean agreed() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new CliException("Nothing was changed: without a terminal, say --yes.");
    }
    String answer = console.readLine("apply? [y/N] ");
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }
}
