package io.pricewright.rules.script.hostile;

import io.pricewright.rules.script.ScriptInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The collection of scripts that attack. */
public final class HostileScripts {
  private static final Pattern REPEATED = Pattern.compile("\\{\\{(\\d+):(.+?)}}");
  private static final Pattern HEADER = Pattern.compile("(?m)^// (outcome|tries|input): (.*)$");

  private HostileScripts() {}

  /** What most of them are evaluated with. */
  public static final ScriptInput USUAL =
      new ScriptInput(
          "{\"quantity\":\"10\",\"properties\":{}}", "{\"deep\":{\"list\":[\"1\",\"2\"]}}", "{}");

  /** Returns all of them, in the order of their names. */
  public static List<HostileScript> all() {
    return text("index.txt").lines().map(HostileScripts::read).toList();
  }

  /** Returns those whose names match a regular expression. */
  public static List<HostileScript> named(String pattern) {
    return all().stream().filter(s -> s.name().matches(pattern)).toList();
  }

  private static HostileScript read(String file) {
    String text = text(file);
    String outcome = "";
    String tries = "";
    String input = "";
    Matcher header = HEADER.matcher(text);
    while (header.find()) {
      switch (header.group(1)) {
        case "outcome" -> outcome = header.group(2);
        case "tries" -> tries = header.group(2);
        default -> input = header.group(2);
      }
    }
    if (outcome.isEmpty() || tries.isEmpty()) {
      throw new IllegalStateException(file + " has no line '// outcome:' or '// tries:'");
    }
    return new HostileScript(
        file.substring(0, file.length() - 3), outcome, tries, expanded(text), input(input));
  }

  private static String expanded(String text) {
    return REPEATED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
  }

  private static ScriptInput input(String name) {
    String usage = USUAL.subject();
    String params = USUAL.params();
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    String text =
        "{\"quantity\":\"10\",\"properties\":{\"text\":\"" + "x".repeat(1_000_000) + "\"}}";
    return switch (name) {
      case "" -> USUAL;
      case "deep_params" -> new ScriptInput(usage, deep, "{}");
      case "deep_context" -> new ScriptInput(usage, params, deep);
      case "deep_usage" -> new ScriptInput(deep, params, "{}");
      case "long_property" -> new ScriptInput(text, params, "{}");
      case "proto_params" -> new ScriptInput(usage, "{\"__proto__\":{\"polluted\":\"1\"}}", "{}");
      default -> throw new IllegalStateException("no input of the name " + name);
    };
  }

  private static String text(String file) {
    try (InputStream in = HostileScripts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
