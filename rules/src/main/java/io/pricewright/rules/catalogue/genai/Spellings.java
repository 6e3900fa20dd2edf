package io.pricewright.rules.catalogue.genai;

import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the list's rules for the spellings of a model into patterns of the script. */
final class Spellings {
  /** Text with escaped signs, then digits, one or a stated number, up to the end or not. */
  private static final Pattern DATED =
      Pattern.compile("\\^((?:[\\w/@:-]|\\\\\\.)+)\\\\d(?:\\{(\\d)\\})?(\\$?)");

  private Spellings() {}

  static List<String> patterns(@Nullable Json rule, Place at) {
    Json.Obj given = at.object(rule);
    List<String> patterns = new ArrayList<>();
    given
        .fields()
        .forEach(
            (kind, value) -> {
              Place here = at.in(kind);
              switch (kind) {
                case "or" -> {
                  List<Json> rules = here.array(value);
                  for (int i = 0; i < rules.size(); i++) {
                    patterns.addAll(patterns(rules.get(i), here.in(i)));
                  }
                }
                case "equals" -> patterns.add(plain(given, kind, at));
                case "starts_with" -> patterns.add(plain(given, kind, at) + "*");
                case "ends_with" -> patterns.add("*" + plain(given, kind, at));
                case "contains" -> patterns.add("*" + plain(given, kind, at) + "*");
                case "regex" -> patterns.add(dated(at.text(given, kind), here));
                default -> throw here.wrong("is a rule that llm-tokens does not know");
              }
            });
    return patterns;
  }

  private static String plain(Json.Obj rule, String kind, Place at) {
    String text = at.text(rule, kind);
    if (text.isEmpty() || text.contains("*") || text.contains("#")) {
      throw at.in(kind).wrong("is empty, or holds a * or #");
    }
    return text;
  }

  private static String dated(String regex, Place at) {
    Matcher matcher = DATED.matcher(regex);
    if (!matcher.matches()) {
      throw at.wrong("is a pattern other than a text with digits behind it");
    }
    int digits = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    return matcher.group(1).replace("\\.", ".")
        + "#".repeat(digits)
        + (matcher.group(3).isEmpty() ? "*" : "");
  }
}
