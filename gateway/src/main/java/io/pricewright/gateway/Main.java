package io.pricewright.gateway;

import io.pricewright.gateway.bench.Bench;
import io.pricewright.gateway.cli.Commands;
import io.pricewright.store.embedded.FolderException;
import java.time.Clock;
import picocli.CommandLine;

/** The entry point; the only place that asks the system for its clock. */
public final class Main {
  private Main() {}

  /** Runs a command and ends with its status: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    CommandLine line =
        new CommandLine(new Commands())
            .addSubcommand(new UpCommand(clock))
            .addSubcommand(new DemoCommand(clock))
            .addSubcommand(new Bench(clock));
    line.setExecutionExceptionHandler(
        (fault, command, parsed) -> {
          if (fault instanceof FolderException || fault instanceof Server.StartException) {
            command.getErr().println("pricewright: " + fault.getMessage());
            return 1;
          }
          throw fault;
        });
    System.exit(line.execute(arguments));
  }
}
