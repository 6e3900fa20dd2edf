package io.pricewright.gateway.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Refuses schemas whose validation could take long or reach out: the cost of asking is bounded by
 * the size of the parameters times the number of subschemas with every reference followed.
 *
 * <p>References name an entry of the root's {@code $defs} and never lead back to where they stand.
 */
final class SchemaBounds {
  /** Most subschemas, counted once for each way that leads to them. */
  static final int MAX_SUBSCHEMAS = 500;

  /** Most characters of all regular expressions, each times its repetitions. */
  static final int MAX_PATTERNS = 2_000;

  private static final int MAX_DEPTH = 64;
  private static final Set<String> OF_SCHEMAS =
      Set.of("properties", "patternProperties", "dependentSchemas");
  private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");
  private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final Set<String> SINGLE =
      Set.of(
          "items",
          "additionalProperties",
          "contains",
          "not",
          "if",
          "then",
          "else",
          "propertyNames",
          "unevaluatedItems",
          "unevaluatedProperties",
          "contentSchema");
  private static final Set<String> REFUSED =
      Set.of("$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor");
  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private final Json.Obj root;
  private final List<FieldError> errors = new ArrayList<>();
  private int subschemas;
  private long patterns;

  private SchemaBounds(Json.Obj root) {
    this.root = root;
  }

  /** Returns what is beyond the bounds, with pointers that begin at the schema. */
  static List<FieldError> errors(Json.Obj schema) {
    SchemaBounds bounds = new SchemaBounds(schema);
    bounds.visit(schema, "", 0);
    return bounds.errors;
  }

  private void visit(Json schema, String at, int depth) {
    if (!(schema instanceof Json.Obj object) || !errors.isEmpty()) {
      return;
    }
    subschemas++;
    if (subschemas > MAX_SUBSCHEMAS || depth > MAX_DEPTH) {
      refuse(
          "",
          "too_large",
          "A schema has at most %d subschemas, %d deep, with every $ref followed, and no $ref leads back."
              .formatted(MAX_SUBSCHEMAS, MAX_DEPTH));
      return;
    }
    object.fields().forEach((keyword, value) -> visit(keyword, value, at, depth));
  }

  private void visit(String keyword, Json value, String at, int depth) {
    String here = at + "/" + escape(keyword);
    if (REFUSED.contains(keyword) || (keyword.equals("$id") && !at.isEmpty())) {
      refuse(here, "not_supported", "Leave %s out; refer with $ref to $defs.".formatted(keyword));
    } else if (keyword.equals("$ref")) {
      follow(value, here, depth);
    } else if (keyword.equals("pattern") && value instanceof Json.Str text) {
      pattern(text.value(), here);
    } else if (LISTS.contains(keyword) && value instanceof Json.Arr list) {
      for (int i = 0; i < list.items().size(); i++) {
        visit(list.items().get(i), here + "/" + i, depth + 1);
      }
    } else if (SINGLE.contains(keyword)) {
      visit(value, here, depth + 1);
    } else if (value instanceof Json.Obj map
        && (OF_SCHEMAS.contains(keyword) || DEFINITIONS.contains(keyword))) {
      for (Map.Entry<String, Json> entry : map.fields().entrySet()) {
        String inner = here + "/" + escape(entry.getKey());
        if (keyword.equals("patternProperties")) {
          pattern(entry.getKey(), inner);
        }
        visit(entry.getValue(), inner, depth + 1);
      }
    }
  }

  private void follow(Json reference, String at, int depth) {
    Json target = target(reference);
    if (target == null) {
      refuse(at, "not_found", "Refer to an entry of the schema's $defs, such as #/$defs/tier.");
    } else {
      // The way through references is not where the target stands, so it gets no pointer of its
      // own.
      visit(target, at, depth + 1);
    }
  }

  private @Nullable Json target(Json reference) {
    if (!(reference instanceof Json.Str text)) {
      return null;
    }
    for (String place : DEFINITIONS) {
      String prefix = "#/" + place + "/";
      if (text.value().startsWith(prefix)
          && root.get(place) instanceof Json.Obj definitions
          && text.value().substring(prefix.length()).matches("[A-Za-z0-9_.-]+")) {
        return definitions.get(text.value().substring(prefix.length()));
      }
    }
    return null;
  }

  private void pattern(String text, String at) {
    patterns += text.length() * repetitions(text);
    if (patterns > MAX_PATTERNS) {
      refuse(
          at,
          "too_large",
          "The patterns of a schema have at most %d characters, each times its repetitions."
              .formatted(MAX_PATTERNS));
      return;
    }
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      refuse(at, "not_a_pattern", "Write the pattern in RE2's syntax: " + e.getDescription() + ".");
    }
  }

  private static long repetitions(String text) {
    long product = 1;
    Matcher found = REPETITION.matcher(text);
    while (found.find() && product <= MAX_PATTERNS) {
      String most = found.group(2);
      String last = most == null || most.isEmpty() ? found.group(1) : most;
      product *= Math.max(1, Long.parseLong(last));
    }
    return product;
  }

  private void refuse(String at, String code, String detail) {
    if (errors.isEmpty()) {
      errors.add(new FieldError(at, code, detail));
    }
  }

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
