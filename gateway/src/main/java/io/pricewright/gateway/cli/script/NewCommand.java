package io.pricewright.gateway.cli.script;

import io.pricewright.rulescripts.BuiltInScripts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a folder with a working price, to be changed. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = "Writes a folder with a working example: script, schema, tests, manifest, types.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class NewCommand extends ScriptStep {
  private static final List<String> FILES =
      List.of(
          "price.js", "schema.json", "tests.json", "manifest.json", "README.md", "jsconfig.json");

  @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, '.', '_' and '-'.")
  private String name;

  @Option(names = "--in", defaultValue = ".", description = "Where the folder goes; default: here.")
  private Path parent;

  @Override
  protected int run() {
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,99}")) {
      throw new CliException(
          "'%s' is no name: use lower-case letters, digits, '.', '_' and '-'.".formatted(name));
    }
    Path folder = parent.resolve(name);
    if (Files.exists(folder)) {
      throw new CliException("%s is there already: choose another name.".formatted(folder));
    }
    try {
      Files.createDirectories(folder);
      for (String file : FILES) {
        Files.writeString(folder.resolve(file), template(file).replace("NAME", name));
      }
      Files.writeString(folder.resolve("pricing.d.ts"), BuiltInScripts.types());
    } catch (IOException e) {
      throw new CliException("%s cannot be written: %s".formatted(folder, e.getMessage()));
    }
    say("wrote " + folder);
    say("next: edit price.js, then ./pricewright script test " + folder);
    return 0;
  }

  private static String template(String file) {
    try (InputStream in = NewCommand.class.getResourceAsStream("new/" + file)) {
      if (in == null) {
        throw new IllegalStateException("resource new/" + file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource new/" + file + " cannot be read", e);
    }
  }
}
