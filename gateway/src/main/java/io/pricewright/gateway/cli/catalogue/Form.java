package io.pricewright.gateway.cli.catalogue;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the value of a field looks like, and the one way to write it that can be compared. */
sealed interface Form {
  /** A text; an empty one is none. */
  record Text(int max) implements Form {}

  /** A text in lower case, such as a currency's. */
  record Code() implements Form {}

  /** True or false. */
  record Truth() implements Form {}

  /** A whole number that is not negative. */
  record Whole() implements Form {}

  /** An exact decimal, as a text. */
  record Decimal() implements Form {}

  /** One of some words. */
  record Choice(List<String> of) implements Form {
    static Choice of(String... words) {
      return new Choice(List.of(words));
    }
  }

  /** Any JSON. */
  record Free() implements Form {}

  /** A mapping of texts; an empty one is none. */
  record Texts() implements Form {}

  /** A list; an empty one is none. */
  record Each(Form of) implements Form {}

  /** A mapping with fields of its own. */
  record Group(List<Field> fields) implements Form {
    public Group {
      fields = List.copyOf(fields);
    }

    static Group of(Field... fields) {
      return new Group(List.of(fields));
    }
  }

  /**
   * A field.
   *
   * @param required whether it cannot be left out
   * @param fixed whether it can only be said once, when the thing is made
   * @param cleared what the server takes for its absence, or null when it cannot be taken away
   * @param absent what leaving it out means, or null
   */
  record Field(
      String name,
      Form form,
      boolean required,
      boolean fixed,
      @Nullable Json cleared,
      @Nullable Json absent) {
    static Field of(String name, Form form) {
      return new Field(name, form, false, false, null, null);
    }

    Field needed() {
      return new Field(name, form, true, fixed, cleared, absent);
    }

    Field forGood() {
      return new Field(name, form, required, true, cleared, absent);
    }

    Field clearedBy(Json value) {
      return new Field(name, form, required, fixed, value, absent);
    }

    /** Leaving it out means this, which can be said at any time. */
    Field or(Json value) {
      return new Field(name, form, required, fixed, value, value);
    }
  }

  /** Returns a value as all equal ones are written; null when it says nothing. */
  default @Nullable Json normal(Json value) {
    if (value instanceof Json.Null) {
      return null;
    }
    return switch (this) {
      case Text ignored -> value instanceof Json.Str text && text.value().isEmpty() ? null : value;
      case Code ignored ->
          value instanceof Json.Str text ? Json.of(text.value().toLowerCase(Locale.ROOT)) : value;
      case Truth ignored -> value;
      case Whole ignored -> value instanceof Json.Num number ? plain(number) : value;
      case Decimal ignored -> decimal(value);
      case Choice ignored -> value;
      case Free ignored -> free(value);
      case Texts ignored -> value.equals(Json.Obj.EMPTY) ? null : value;
      case Each each -> each(each.of(), value);
      case Group group -> value instanceof Json.Obj object ? group(group, object) : value;
    };
  }

  private static Json decimal(Json value) {
    return switch (value) {
      case Json.Str text -> Json.of(Money.plain(new BigDecimal(text.value())).toPlainString());
      case Json.Num number -> Json.of(Money.plain(number.value()).toPlainString());
      default -> value;
    };
  }

  private static Json plain(Json.Num number) {
    return new Json.Num(new BigDecimal(number.value().toPlainString()));
  }

  private static Json free(Json value) {
    return switch (value) {
      case Json.Num number -> plain(number);
      case Json.Arr array -> new Json.Arr(array.items().stream().map(Form::free).toList());
      case Json.Obj object -> {
        Map<String, Json> fields = new LinkedHashMap<>();
        object.fields().forEach((name, inner) -> fields.put(name, free(inner)));
        yield new Json.Obj(fields);
      }
      default -> value;
    };
  }

  private static @Nullable Json each(Form of, Json value) {
    if (!(value instanceof Json.Arr array)) {
      return value;
    }
    List<Json> items =
        array.items().stream()
            .map(
                item -> {
                  Json normal = of.normal(item);
                  return normal == null ? item : normal;
                })
            .toList();
    return items.isEmpty() ? null : new Json.Arr(items);
  }

  /** Returns the fields of a group alone, in its order, without those that say nothing. */
  static Json.Obj group(Group group, Json.Obj object) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (Field field : group.fields()) {
      Json value = object.get(field.name());
      Json normal = value == null ? null : field.form().normal(value);
      if (normal != null && !normal.equals(field.absent())) {
        fields.put(field.name(), normal);
      }
    }
    return new Json.Obj(fields);
  }
}
