package io.pricewright.gateway.cli.catalogue;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands that keep a catalogue in a file. */
@Command(
    name = "catalogue",
    mixinStandardHelpOptions = true,
    description = "Keeps meters, features, plans, prices, entitlements and scripts in a file.",
    subcommands = {ExportCommand.class, DiffCommand.class, ApplyCommand.class})
public final class CatalogueCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name one of export, diff, apply; or --help.");
  }
}
