package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.ServerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes an environment's catalogue into a file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes an environment's catalogue into a file, or prints it.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class ExportCommand extends CatalogueStep {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: it is printed.")
  private @Nullable Path file;

  @Option(names = "--force", description = "Write over a file that is there.")
  private boolean force;

  @Mixin private ServerOptions server;

  @Override
  protected int run() throws InterruptedException {
    Document document = Served.read(server).document().trimmed();
    String text = CatalogueFile.text(document);
    if (text.getBytes(StandardCharsets.UTF_8).length > YamlReader.MAX_BYTES) {
      throw new CliException(
          "The catalogue takes more than %d bytes, which is more than a file may have."
              .formatted(YamlReader.MAX_BYTES));
    }
    Path to = file;
    if (to == null) {
      print(text);
      return 0;
    }
    if (Files.exists(to) && !force) {
      throw new CliException("%s is there already: name another, or give --force.".formatted(to));
    }
    try {
      Files.writeString(to, text);
    } catch (IOException e) {
      throw new CliException("%s cannot be written: %s".formatted(to, e.getMessage()));
    }
    say("wrote %s: %d things".formatted(to, document.items().size()));
    return 0;
  }
}
