package io.pricewright.gateway.cli.prices;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.ScriptStep;
import io.pricewright.rules.catalogue.genai.GenaiPrices;
import io.pricewright.rules.catalogue.genai.GenaiPrices.Offer;
import io.pricewright.rules.catalogue.genai.LiteLlmPrices;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes parameters of {@code llm-tokens} of a price list, and says what changed. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Reads the price list of LiteLLM (model_prices_and_context_window.json) or of"
            + " pydantic/genai-prices, writes it as parameters of the script llm-tokens, and says"
            + " what changed since they were written last.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class ImportPrices extends ScriptStep {
  /** As many as the schema of the script takes. */
  private static final int MOST_MODELS = 2_000;

  private static final int MOST_SHOWN = 200;

  @Parameters(paramLabel = "FILE", description = "The price list, JSON.")
  private Path file;

  @Option(
      names = "--provider",
      description = "Only models of this provider; repeatable. Names differ between lists.")
  private @Nullable List<String> providers;

  @Option(
      names = "--out",
      paramLabel = "PARAMS",
      defaultValue = "llm-tokens.params.json",
      description = "Where the parameters are kept; default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(names = "--dry-run", description = "Says what changed, and writes nothing.")
  private boolean dryRun;

  @Override
  protected int run() {
    Json list = read(file);
    List<Offer> all = LiteLlmPrices.is(list) ? LiteLlmPrices.read(list) : GenaiPrices.read(list);
    List<String> only = providers;
    List<Offer> offers =
        only == null ? all : all.stream().filter(one -> only.contains(one.provider())).toList();
    check(all, offers);
    Json.Obj params = GenaiPrices.params(offers);
    boolean first = !Files.exists(out);
    PriceListChange change =
        PriceListChange.of(
            first || !(read(out) instanceof Json.Obj before) ? Json.Obj.EMPTY : before, params);
    change.lines().stream().limit(MOST_SHOWN).forEach(this::say);
    if (change.lines().size() > MOST_SHOWN) {
      say("... and %d more".formatted(change.lines().size() - MOST_SHOWN));
    }
    if (!dryRun) {
      write(params);
    }
    say(
        "%d models: %d new, %d changed, %d gone%s"
            .formatted(
                offers.size(),
                change.added(),
                change.changed(),
                change.gone(),
                dryRun ? "; nothing is written" : "; parameters in " + out));
    return 0;
  }

  private static void check(List<Offer> all, List<Offer> offers) {
    TreeSet<String> known = new TreeSet<>();
    all.forEach(one -> known.add(one.provider()));
    if (offers.isEmpty()) {
      throw new CliException(
          "The list has no such models. Its providers: " + String.join(", ", known) + ".");
    }
    TreeSet<String> names = new TreeSet<>();
    for (Offer offer : offers) {
      if (!names.add(offer.model())) {
        throw new CliException(
            "Several providers offer '%s': name them by --provider, one file each. Providers: %s."
                .formatted(offer.model(), String.join(", ", known)));
      }
    }
    if (offers.size() > MOST_MODELS) {
      throw new CliException(
          "The list has %d models, and a price takes %d: name some by --provider. Providers: %s."
              .formatted(offers.size(), MOST_MODELS, String.join(", ", known)));
    }
  }

  private static Json read(Path from) {
    try {
      return JsonReader.parse(Files.readString(from));
    } catch (IOException e) {
      throw new CliException("'%s' cannot be read: %s.".formatted(from, e.getMessage()));
    } catch (ProblemException e) {
      throw new CliException(
          "'%s' cannot be read as JSON: %s".formatted(from, e.problem().detail()));
    }
  }

  private void write(Json.Obj params) {
    try {
      Files.writeString(out, params.text() + "\n");
    } catch (IOException e) {
      throw new CliException("'%s' cannot be written: %s.".formatted(out, e.getMessage()));
    }
  }
}
