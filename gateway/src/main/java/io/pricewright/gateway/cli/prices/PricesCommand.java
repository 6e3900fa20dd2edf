package io.pricewright.gateway.cli.prices;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of what can be done with price lists. */
@Command(
    name = "prices",
    mixinStandardHelpOptions = true,
    description = "Makes parameters of published price lists.",
    subcommands = ImportPrices.class)
public final class PricesCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  private PricesCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to do: import.");
  }
}
