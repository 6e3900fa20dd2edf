package io.pricewright.gateway.bench;

import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the measurements. */
@Command(
    name = "bench",
    description = "Measures a running server against what the machine could do at best.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SingleCommand.class,
      IngestCommand.class,
      AccessCommand.class,
      ScriptCommand.class,
      HostileCommand.class,
      SimulateCommand.class,
      DuesCommand.class,
      EchoServer.class
    })
public final class Bench implements Runnable {
  private final Clock clock;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  /**
   * Makes the command.
   *
   * @param clock gives the events their times
   */
  public Bench(Clock clock) {
    this.clock = clock;
  }

  Clock clock() {
    return clock;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a measurement, or --help.");
  }
}
