package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.ServerOptions;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a file with an environment. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what applying a file would change, whom that touches, and how much money.",
      "Ends with 0 when nothing differs, 1 when something does, 2 on errors."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class DiffCommand extends CatalogueStep {
  @Parameters(paramLabel = "FILE", description = "A catalogue, as export writes it.")
  private Path file;

  @Option(names = "--no-money", description = "Do not look for whom it touches.")
  private boolean noMoney;

  @Mixin private ServerOptions server;

  @Override
  protected int run() throws InterruptedException {
    Found found = compare(file, server);
    show(found, noMoney ? null : new MeasureTouch(server, found.served(), found.file().document()));
    return found.differences().none() ? 0 : 1;
  }
}
