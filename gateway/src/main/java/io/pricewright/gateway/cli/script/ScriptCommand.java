package io.pricewright.gateway.cli.script;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands for authors of prices. */
@Command(
    name = "script",
    mixinStandardHelpOptions = true,
    description = "Writes, tests, publishes and compares pricing scripts.",
    subcommands = {
      NewCommand.class,
      TestCommand.class,
      PushCommand.class,
      ListCommand.class,
      ShowCommand.class,
      DiffCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      ShadowCommand.class,
      RolloutCommand.class,
      RollbackCommand.class,
      WatchCommand.class
    })
public final class ScriptCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Name one of new, test, push, list, show, diff, replay, simulate, shadow, rollout, rollback,"
            + " watch; or --help.");
  }
}
