package io.pricewright.gateway.cli;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: exit code 0 when every row is stored, 1 otherwise. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Sends the rows of a CSV file as events. Importing again counts nothing twice.",
      "A file that has grown adds its new rows. A row that says something else than before is a new"
          + " event beside the old one: give --replace-from and --replace-to to take back what the"
          + " range held and to import it anew."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.csv", description = "UTF-8, with a header line.")
  private Path file;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private OfEvent event;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private OfCustomer customer;

  @ArgGroup(exclusive = false)
  private @Nullable Range range;

  @Option(names = "--yes", description = "Replace without asking to be called again.")
  private boolean yes;

  @Option(
      names = "--time",
      required = true,
      paramLabel = "COLUMN",
      description = "Column with the time; UTC unless it says otherwise.")
  private String time;

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "Column with a unique id; without it ids are derived from the rows.")
  private @Nullable String id;

  @Option(
      names = "--map",
      required = true,
      split = ",",
      paramLabel = "COLUMN=PROPERTY",
      description = "Columns to send, and the properties they become.")
  private Map<String, String> map = new LinkedHashMap<>();

  @Option(
      names = "--namespace",
      defaultValue = "",
      description = "Sets apart derived ids of rows that say the same and are not the same usage.")
  private String namespace;

  @Mixin private ServerOptions server;

  /** What happened. */
  private static final class OfEvent {
    @Option(names = "--event", required = true, description = "Event name of every row.")
    private @Nullable String name;

    @Option(
        names = "--event-column",
        required = true,
        paramLabel = "COLUMN",
        description = "Column with the event name.")
    private @Nullable String column;

    ImportPlan.Said said() {
      return ImportCommand.said(name, column);
    }
  }

  /** Whose it is. */
  private static final class OfCustomer {
    @Option(names = "--customer", required = true, description = "External id of the customer.")
    private @Nullable String name;

    @Option(
        names = "--customer-column",
        required = true,
        paramLabel = "COLUMN",
        description = "Column with the customer's external id.")
    private @Nullable String column;

    ImportPlan.Said said() {
      return ImportCommand.said(name, column);
    }
  }

  /** What the file takes the place of. */
  private static final class Range {
    @Option(
        names = "--replace-from",
        required = true,
        paramLabel = "TIME",
        description =
            "Takes back the customer's events of this name from then on; shows what they cost"
                + " first, and goes on with --yes.")
    private String from;

    @Option(
        names = "--replace-to",
        required = true,
        paramLabel = "TIME",
        description = "Up to then, itself excluded; rows outside are refused.")
    private String to;
  }

  private static ImportPlan.Said said(@Nullable String name, @Nullable String column) {
    return name == null
        ? new ImportPlan.Said(String.valueOf(column), true)
        : new ImportPlan.Said(name, false);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      @Nullable ImportPlan plan =
          new ImportPlan(file, event.said(), customer.said(), time, id, map, namespace);
      if (range != null) {
        plan = replaced(plan, range);
        if (plan == null) {
          return 1;
        }
      }
      ImportFile.Result result = run(plan);
      spec.commandLine().getOut().println(result.totals().toText());
      if (result.fault() != null) {
        err.println(result.fault().getMessage());
      } else if (result.totals().conflict() > 0) {
        err.println(
            "Conflicts are rows whose id another event with other contents has already taken."
                + " They are not stored; give them ids of their own.");
      }
      return result.fault() == null && result.totals().complete() ? 0 : 1;
    } catch (ImportException | CliException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  /** Takes back what the range holds, and returns how its rows are sent; null if only shown. */
  private @Nullable ImportPlan replaced(ImportPlan plan, Range asked)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    ReplaceRange replace = ReplaceRange.of(plan, asked.from, asked.to, server);
    long rows = replace.rows();
    ReplaceRange.Held held = replace.held();
    out.printf(
        "The range holds %,d events that cost %s. They are taken back, and the file's %,d rows are"
            + " imported anew.%n",
        held.ids().size(), held.costs(), rows);
    if (!yes) {
      out.println("Nothing was changed. Say --yes to go on.");
      return null;
    }
    replace.take(held);
    return replace.plan();
  }

  private ImportFile.Result run(ImportPlan plan) throws IOException, InterruptedException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ImportException("There is no file %s that can be read.".formatted(file));
    }
    try (InputStream raw = Files.newInputStream(file);
        CountedStream counted = new CountedStream(raw);
        CsvEvents events = new CsvEvents(plan, counted, Occurrences.MOST);
        HttpBulkSender sender =
            new HttpBulkSender(server.url(), server.key(), 8, Duration.ofMillis(250));
        ProgressBar bar = bar(Files.size(file))) {
      return new ImportFile(
              sender, totals -> bar.stepTo(counted.bytes()).setExtraMessage(totals.toText()))
          .run(events);
    }
  }

  private ProgressBar bar(long bytes) {
    return new ProgressBarBuilder()
        .setTaskName("import")
        .setStyle(ProgressBarStyle.ASCII)
        .setInitialMax(bytes)
        .setUnit(" kB", 1_000)
        .setUpdateIntervalMillis(500)
        .build();
  }

  /** Counts the bytes read. */
  private static final class CountedStream extends java.io.FilterInputStream {
    private final AtomicLong read = new AtomicLong();

    CountedStream(InputStream in) {
      super(in);
    }

    long bytes() {
      return read.get();
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) {
        read.incrementAndGet();
      }
      return one;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int some = super.read(into, from, most);
      if (some > 0) {
        read.addAndGet(some);
      }
      return some;
    }
  }
}
