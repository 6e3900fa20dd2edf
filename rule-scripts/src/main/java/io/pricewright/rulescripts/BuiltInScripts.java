package io.pricewright.rulescripts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the price models that ship. */
public final class BuiltInScripts {
  private static final List<String> NAMES =
      List.of(
          "flat",
          "per-unit",
          "package",
          "graduated",
          "volume",
          "percentage",
          "percentage-per-transaction",
          "graduated-percentage",
          "matrix",
          "dynamic",
          "quota-overage",
          "credits-per-action",
          "bucketed-maximum",
          "minimum-maximum",
          "time-of-day",
          "unique-sessions",
          "latest-snapshot",
          "weighted-sum",
          "commitment-overage",
          "llm-tokens",
          "video-seconds",
          "images",
          "text-to-speech",
          "gpu-seconds");

  private BuiltInScripts() {}

  /**
   * A price model.
   *
   * @param name such as {@code flat}
   * @param number version, from 1
   * @param source the script
   * @param schema JSON Schema of its parameters
   * @param readme what it does, as Markdown
   * @param tests its golden tests: a JSON array of name, why, subject, params, and the amount or a
   *     part of the error
   * @param manifest its title, the laws it keeps, and samples to try them on: a JSON object
   */
  public record BuiltInScript(
      String name,
      int number,
      String source,
      String schema,
      String readme,
      String tests,
      String manifest) {}

  /** Returns every version of every model that ships. */
  public static List<BuiltInScript> all() {
    return NAMES.stream().map(name -> load(name, 1)).toList();
  }

  /** Returns the texts of every version of every model that ships. */
  public static Set<String> sources() {
    return all().stream().map(BuiltInScript::source).collect(Collectors.toSet());
  }

  /** Returns the types of everything a script can use, as TypeScript declarations. */
  public static String types() {
    return text("/rule-scripts/pricing.d.ts");
  }

  private static BuiltInScript load(String name, int number) {
    String folder = "/rule-scripts/" + name + "/" + number + "/";
    return new BuiltInScript(
        name,
        number,
        text(folder + "price.js"),
        text(folder + "schema.json"),
        text(folder + "README.md"),
        text(folder + "tests.json"),
        text(folder + "manifest.json"));
  }

  private static String text(String path) {
    try (InputStream in = BuiltInScripts.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("resource " + path + " is missing from the module");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + path + " cannot be read", e);
    }
  }
}
