package io.pricewright.gateway.cli.thing;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of what can be done with one kind of thing. */
@Command(mixinStandardHelpOptions = true)
public final class ThingCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  private ThingCommand() {}

  /** Adds a command for each kind: {@code customer}, {@code price}, {@code event} and so on. */
  public static CommandLine addTo(CommandLine line) {
    for (Kind kind : Kind.values()) {
      CommandLine thing =
          new CommandLine(new ThingCommand())
              .addSubcommand(new ListThings(kind))
              .addSubcommand(new ShowThing(kind))
              .addSubcommand(new MakeThing(kind));
      thing
          .getCommandSpec()
          .usageMessage()
          .description("Lists, shows and makes %ss.".formatted(kind.word()));
      line.addSubcommand(kind.word(), thing);
    }
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to do: list, show or make.");
  }
}
