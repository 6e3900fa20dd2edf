package io.pricewright.rules.gate;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decimals in JSON, written as texts or as numbers. */
final class Numbers {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,60})?");
  private static final Pattern WRITTEN = Pattern.compile("\\b[0-9]{1,20}(\\.[0-9]{1,20})?\\b");
  private static final int MAX = 100;

  private Numbers() {}

  /** Reads a decimal, if it is one. */
  static Optional<BigDecimal> of(Json value) {
    return switch (value) {
      case Json.Num number -> Optional.of(number.value());
      case Json.Str text when DECIMAL.matcher(text.value()).matches() ->
          Optional.of(new BigDecimal(text.value()));
      default -> Optional.empty();
    };
  }

  /** Returns the decimals above zero that stand in a script's text, ascending; at most 100. */
  static List<BigDecimal> in(String source) {
    TreeSet<BigDecimal> found = new TreeSet<>();
    Matcher numbers = WRITTEN.matcher(source);
    while (numbers.find() && found.size() < MAX) {
      BigDecimal number = new BigDecimal(numbers.group());
      if (number.signum() > 0) {
        found.add(number);
      }
    }
    return List.copyOf(found);
  }

  /** Returns the decimals above zero that stand anywhere in a value, ascending; at most 100. */
  static List<BigDecimal> in(Json value) {
    TreeSet<BigDecimal> found = new TreeSet<>();
    List<Json> open = new ArrayList<>(List.of(value));
    while (!open.isEmpty() && found.size() < MAX) {
      Json next = open.removeLast();
      switch (next) {
        case Json.Arr array -> open.addAll(array.items().reversed());
        case Json.Obj object -> open.addAll(List.copyOf(object.fields().values()).reversed());
        default -> of(next).filter(number -> number.signum() > 0).ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }
}
