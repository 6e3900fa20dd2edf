package io.pricewright.gateway.tools;

import io.pricewright.gateway.bench.Bench;
import io.pricewright.gateway.cli.Commands;
import io.pricewright.gateway.cli.thing.ThingCommand;
import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine;

/** The entry point of {@code ./pricewright}: the server's command and all others. */
public final class Main {
  private Main() {}

  /** Runs a command and ends with its status: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // Numbers are written for machines, wherever this runs.
    // Progress bars are as wide everywhere, and unpack no library into the temporary folder.
    System.setProperty("org.jline.terminal.provider", "dumb");
    Clock clock = Clock.systemUTC();
    CommandLine line =
        io.pricewright.gateway.Main.line(new Commands(), clock)
            .addSubcommand(new DemoCommand(clock))
            .addSubcommand(new Bench(clock));
    System.exit(ThingCommand.addTo(line).execute(arguments));
  }
}
