package io.pricewright.gateway.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the measurements, and their entry point. */
@Command(
    name = "bench",
    description = "Measures a running server against what the machine could do at best.",
    mixinStandardHelpOptions = true,
    subcommands = {SingleCommand.class, IngestCommand.class, EchoServer.class})
public final class Bench implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  /** Runs a measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a measurement, or --help.");
  }
}
