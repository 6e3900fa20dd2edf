package io.pricewright.gateway.bench;

import io.pricewright.rules.script.hostile.HostileScript;
import io.pricewright.rules.script.hostile.HostileScripts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code hostile}: every hostile script in a heap of 512 MiB, first in a process that does nothing
 * but evaluate, beside a bystander whose prices are timed there; then over the API of a node,
 * beside a tenant whose events are timed. Ends with 1 when a script does not come to its outcome,
 * takes too long, leaves a thread running, or slows the other tenant down.
 */
@Command(
    name = "hostile",
    mixinStandardHelpOptions = true,
    description = "Runs the hostile scripts in a heap of 512 MiB beside a timed bystander.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class HostileCommand implements Callable<Integer> {
  private static final int MOST_SECONDS = 600;

  @Spec private CommandSpec spec;
  @ParentCommand private Bench bench;

  @Option(
      names = "--only",
      defaultValue = ".*",
      description = "Regular expression for the names of the scripts. Default: all.")
  private String only;

  @Option(
      names = "--calm",
      defaultValue = "30",
      description =
          "Seconds that measure calm, after as many that warm up. Default: ${DEFAULT-VALUE}.")
  private int calmSeconds;

  @Option(
      names = "--most-ms",
      defaultValue = "400",
      description = "Longest that a script may take. Default: ${DEFAULT-VALUE}.")
  private int mostMs;

  @Option(
      names = "--most-ratio",
      defaultValue = "1.5",
      description = "Most that the p99 of another tenant may rise. Default: ${DEFAULT-VALUE}.")
  private double mostRatio;

  @Option(names = "--no-tenant", description = "Leaves out what another tenant of a node sees.")
  private boolean noTenant;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    if (calmSeconds < 1 || calmSeconds > MOST_SECONDS || mostMs < 1 || !(mostRatio > 0)) {
      err.println("--calm is from 1 to 600, --most-ms and --most-ratio above zero");
      return 1;
    }
    Process process =
        new ProcessBuilder(
                SameJvm.command(
                    "512m",
                    HostileRun.class.getName(),
                    List.of(only, Integer.toString(calmSeconds), Integer.toString(mostMs))))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    PrintWriter out = spec.commandLine().getOut();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
        out.flush();
      }
      int status = process.waitFor();
      List<HostileScript> chosen = HostileScripts.named(only);
      boolean fine =
          noTenant
              || chosen.isEmpty()
              || new HostileNode(bench.clock(), out).run(chosen, calmSeconds, mostRatio);
      return fine ? status : 1;
    } catch (BenchException e) {
      err.println(e.getMessage());
      return 1;
    } finally {
      process.destroyForcibly();
    }
  }
}
