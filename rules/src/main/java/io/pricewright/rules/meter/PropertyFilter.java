package io.pricewright.rules.meter;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A condition on one property. An absent property fulfils only NOT_IN.
 *
 * @param path dotted path of the property
 * @param operator comparison
 * @param values at least one; GT, GTE, LT and LTE take exactly one decimal
 */
public record PropertyFilter(String path, Operator operator, List<String> values) {
  /** The comparisons. EQ and IN are the same: any of the values. */
  public enum Operator implements Coded {
    EQ,
    IN,
    NOT_IN,
    GT,
    GTE,
    LT,
    LTE,
    CONTAINS;

    /** Returns its word, such as {@code not_in}. */
    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean ordered() {
      return this == GT || this == GTE || this == LT || this == LTE;
    }
  }

  public PropertyFilter {
    values = List.copyOf(values);
    if (path.isEmpty() || values.isEmpty()) {
      throw new IllegalArgumentException("a filter names a property and at least one value");
    }
    if (operator.ordered()
        && (values.size() != 1 || Quantities.parse(values.getFirst()).isEmpty())) {
      throw new IllegalArgumentException(operator.code() + " takes exactly one decimal");
    }
  }

  /** Returns whether the properties fulfil the condition. */
  public boolean matches(Json.Obj properties) {
    Json value = properties.at(path);
    if (value == null) {
      return operator == Operator.NOT_IN;
    }
    return switch (operator) {
      case EQ, IN -> isOneOf(value);
      case NOT_IN -> !isOneOf(value);
      case CONTAINS -> contains(value);
      case GT -> order(value, sign -> sign > 0);
      case GTE -> order(value, sign -> sign >= 0);
      case LT -> order(value, sign -> sign < 0);
      case LTE -> order(value, sign -> sign <= 0);
    };
  }

  private boolean isOneOf(Json value) {
    String text = text(value);
    return values.stream().anyMatch(wanted -> is(value, text, wanted));
  }

  /**
   * Returns whether a value is what is wanted: numbers by value, so that 1, 1.0 and 1e0 are the
   * same; strings as they are, so that the versions 1.1 and 1.10 are not.
   */
  public static boolean is(Json value, String wanted) {
    return is(value, text(value), wanted);
  }

  private static boolean is(Json value, String text, String wanted) {
    return text.equals(wanted)
        || (value instanceof Json.Num number
            && Quantities.parse(wanted)
                .filter(parsed -> parsed.compareTo(number.value()) == 0)
                .isPresent());
  }

  private boolean contains(Json value) {
    if (value instanceof Json.Arr array) {
      return array.items().stream().anyMatch(this::isOneOf);
    }
    String text = text(value);
    return values.stream().anyMatch(text::contains);
  }

  private boolean order(Json value, java.util.function.IntPredicate test) {
    BigDecimal bound = new BigDecimal(values.getFirst());
    return Quantities.parse(text(value)).filter(n -> test.test(n.compareTo(bound))).isPresent();
  }

  /** Returns a value as text for comparison: numbers by value, strings as they are. */
  static String text(Json value) {
    return switch (value) {
      case Json.Str text -> text.value();
      case Json.Num number -> Money.plain(number.value()).toPlainString();
      case Json.Bool bool -> Boolean.toString(bool.value());
      default -> value.text();
    };
  }
}
