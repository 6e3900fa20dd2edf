package io.pricewright.gateway.cli;

import io.pricewright.gateway.cli.catalogue.CatalogueCommand;
import io.pricewright.gateway.cli.prices.PricesCommand;
import io.pricewright.gateway.cli.script.ScriptCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of all commands; alone it says which there are. */
@Command(
    name = "pricewright",
    description = "Usage billing where the price is code.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ImportCommand.class,
      CheckCommand.class,
      ReconcileCommand.class,
      ScriptCommand.class,
      CatalogueCommand.class,
      PricesCommand.class
    })
public final class Commands implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command, or --help.");
  }
}
