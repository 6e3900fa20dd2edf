package io.pricewright.gateway;

import io.pricewright.gateway.config.ConfigException;
import io.pricewright.store.embedded.FolderException;
import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The server's entry point, which has two commands: {@code up} and {@code key}. */
public final class Main {
  private Main() {}

  /** Runs a command and ends with its status: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // Numbers are written for machines, wherever this runs.
    System.exit(line(new Commands(), Clock.systemUTC()).execute(arguments));
  }

  /**
   * Returns a command line that can start the server; an error in the folder or in the settings
   * ends it with one line.
   *
   * @param parent the command above all
   */
  public static CommandLine line(Object parent, Clock clock) {
    CommandLine line =
        new CommandLine(parent)
            .addSubcommand(new UpCommand(clock))
            .addSubcommand(new KeyCommand(System.getenv(), clock));
    line.getCommandSpec().versionProvider(() -> new String[] {Version.text()});
    line.setExecutionExceptionHandler(
        (fault, command, parsed) -> {
          if (fault instanceof FolderException
              || fault instanceof Server.StartException
              || fault instanceof ConfigException) {
            command.getErr().println("pricewright: " + fault.getMessage());
            return 1;
          }
          throw fault;
        });
    return line;
  }

  @Command(
      name = "pricewright",
      description = "The server of Pricewright.",
      mixinStandardHelpOptions = true)
  private static final class Commands implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "Name a command, or --help.");
    }
  }
}
