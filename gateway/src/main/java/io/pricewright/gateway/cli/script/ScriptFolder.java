package io.pricewright.gateway.cli.script;

import io.pricewright.rules.gate.Submission;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.Modules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folder of a version as it is on disk.
 *
 * @param source price.js, the author's text alone
 * @param linked price.js with the libraries it imports, from {@code modules/NAME@VERSION.js}
 * @param schema schema.json
 * @param tests tests.json
 * @param manifest manifest.json
 */
record ScriptFolder(
    String source, String linked, Json.Obj schema, Json.Arr tests, Json.Obj manifest) {
  private static final long MAX_BYTES = 4_000_000;

  static boolean is(String text) {
    return Files.isRegularFile(Path.of(text).resolve("price.js"));
  }

  static ScriptFolder read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CliException(
          "There is no folder %s. Make one with: ./pricewright script new NAME".formatted(folder));
    }
    String source = text(folder.resolve("price.js"));
    return new ScriptFolder(
        source,
        linked(folder, source),
        object(folder.resolve("schema.json")),
        array(folder.resolve("tests.json")),
        object(folder.resolve("manifest.json")));
  }

  Submission submission() {
    return new Submission(linked, tests, manifest);
  }

  private static String linked(Path folder, String source) {
    Map<Modules.Name, String> libraries = new TreeMap<>();
    try {
      for (Modules.Name name : Modules.wanted(source)) {
        Path file = folder.resolve("modules").resolve(name + ".js");
        if (!Files.isRegularFile(file)) {
          throw new CliException(
              "price.js imports %s: put its source into %s.".formatted(name, file));
        }
        libraries.put(name, text(file));
      }
      return Modules.link(source, libraries);
    } catch (IllegalArgumentException e) {
      throw new CliException("price.js: " + e.getMessage() + ".");
    }
  }

  /** Returns the script's name, which the manifest states. */
  String name() {
    String name = manifest.string("name");
    if (name == null || !name.matches("[a-z0-9][a-z0-9._-]*")) {
      throw new CliException(
          "manifest.json: give a name of lower-case letters, digits, '.', '_' and '-'.");
    }
    return name;
  }

  private static Json.Obj object(Path file) {
    if (json(file) instanceof Json.Obj object) {
      return object;
    }
    throw new CliException(file + " holds no JSON object.");
  }

  private static Json.Arr array(Path file) {
    if (json(file) instanceof Json.Arr array) {
      return array;
    }
    throw new CliException(file + " holds no JSON array.");
  }

  private static Json json(Path file) {
    try {
      return JsonReader.parse(text(file));
    } catch (ProblemException e) {
      throw new CliException(file + ": " + e.problem().detail());
    }
  }

  private static String text(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new CliException(
            "%s is missing. ./pricewright script new NAME writes a folder that has all files."
                .formatted(file));
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new CliException(file + " is too large for a script's file.");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new CliException("%s cannot be read as UTF-8: %s".formatted(file, e.getMessage()));
    }
  }
}
